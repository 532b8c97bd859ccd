import { expect, test } from 'vitest'
import { draftOf } from '../../../shared/inventory/draft.ts'
import { found, plainTarget } from '../../../shared/inventory/part.ts'

const URL = 'https://kv.vault.azure.net/'
const plain = plainTarget(URL, 'Key Vault kv')
const known = { ...plain, what: 'private endpoint pe', isPrivate: true, hasEndpoint: true }

test.for([
  ['as a vault first', [plain, known]],
  ['by its endpoint first', [known, plain]],
  ['twice by its endpoint', [known, known]],
] as const)('a name that the file has %s is one target, and private', ([, targets]) => {
  const draft = draftOf(found({ targets }))
  expect(draft.targets.map(({ entry }) => [entry['url'], entry['expect']])).toEqual([
    [URL, { resolution: 'private', zone: 'privatelink.vaultcore.azure.net' }],
  ])
})

test('of which no endpoint is known, nothing is expected', () => {
  expect(
    draftOf(found({ targets: [plain, plain] })).targets.map(({ entry }) => entry['expect']),
  ).toEqual([undefined])
})

/** A draft in lines: targets with what is expected of them, and uses of catalogs. */
function drafted(part: Parameters<typeof found>[0]): readonly string[] {
  const { targets, catalogs, notes, unknown } = draftOf(found(part))
  return [
    ...targets.map(({ what, entry: { name, url, expect: of = {} } }) =>
      [name, url, JSON.stringify(of), what].join(' | '),
    ),
    ...catalogs.map(({ entry: { use, as, with: given } }) =>
      [use, as ?? '', JSON.stringify(given)].join(' | '),
    ),
    ...notes,
    ...unknown.map((pair) => pair.join(' ')),
  ]
}

const ACCOUNT = 'storage stapp'
const of = (url: string, more: Partial<ReturnType<typeof plainTarget>> = {}) => ({
  ...plainTarget(url, 'it'),
  ...more,
})
const uses = (use: string, given: Record<string, string | string[]>, subject = '') => ({
  ...{ use, with: given, subject, what: 'it' },
})

test.for([
  [
    'an address without a name, which no answer can give',
    { targets: [of('tcp://10.1.2.3:5432', { isPrivate: true, addresses: ['10.1.2.3'] })] },
    ['10.1.2.3 | tcp://10.1.2.3:5432 | {} | it'],
  ],
  [
    'a name with private addresses of its own, and one with others',
    {
      targets: [
        of('https://a.corp/', { addresses: ['10.1.2.3', 'fd00::3'] }),
        of('https://b.corp/', { addresses: ['10.1.2.3', '20.1.2.3'] }),
      ],
    },
    [
      'a.corp | https://a.corp/ | {"resolution":"private","addresses":["10.1.2.3/32","fd00::3/128"]} | it',
      'b.corp | https://b.corp/ | {"addresses":["10.1.2.3/32","20.1.2.3/32"]} | it',
    ],
  ],
  [
    'an account whose endpoint is known for files alone',
    {
      targets: [
        of('https://stapp.blob.core.windows.net/', { isPrivate: true, resource: ACCOUNT }),
        of('https://stapp.file.core.windows.net/', {
          ...{ isPrivate: true, hasEndpoint: true, resource: ACCOUNT },
        }),
      ],
    },
    [
      'stapp.file.core.windows.net | https://stapp.file.core.windows.net/ | {"resolution":"private","zone":"privatelink.file.core.windows.net"} | it',
    ],
  ],
  [
    'two ports of one name, and many words for one target',
    {
      targets: [
        of('tcp://a.corp:1'),
        of('tcp://a.corp:2'),
        ...['one', 'two', 'three', 'four', 'two'].map((what) => of('tcp://b.corp:1', { what })),
      ],
    },
    [
      'tcp://a.corp:1 | tcp://a.corp:1 | {} | it',
      'tcp://a.corp:2 | tcp://a.corp:2 | {} | it',
      'b.corp | tcp://b.corp:1 | {} | one; two; three',
    ],
  ],
  [
    'a registry and an app with endpoints of their own, and others without',
    {
      targets: [
        of('https://first.azurecr.io/', { isPrivate: true, hasEndpoint: true }),
        of('https://second.azurecr.io/'),
        of('https://api.contoso.com/', { isPrivate: true }),
      ],
      catalogs: [
        uses('azure-container-registry', { registry: 'first', region: 'japaneast' }, 'one'),
        uses('azure-container-registry', { registry: 'second', region: 'japaneast' }, 'two'),
        uses('azure-functions', {
          ...{ app: 'func', host: 'api.contoso.com', region: 'japaneast' },
          privateEndpoints: ['storage'],
        }),
      ],
    },
    [
      'first.azurecr.io | https://first.azurecr.io/ | {"resolution":"private","zone":"privatelink.azurecr.io"} | it',
      'second.azurecr.io | https://second.azurecr.io/ | {} | it',
      'api.contoso.com | https://api.contoso.com/ | {"resolution":"private"} | it',
      'azure-container-registry | azure-container-registry-1 | {"registry":"first","region":"japaneast","privateEndpoints":["registry"]}',
      'azure-container-registry | azure-container-registry-2 | {"registry":"second","region":"japaneast"}',
      'azure-functions |  | {"app":"func","host":"api.contoso.com","region":"japaneast","privateEndpoints":["storage","app"]}',
    ],
  ],
  [
    'ways to Google’s APIs, the nearest first, where a catalog asks for them',
    {
      googleWays: [{ vip: 'private' }, { vip: 'restricted' }, { vip: 'default' }],
      catalogs: [
        uses('google-apis', { services: ['storage'] }, 'p1'),
        uses('google-apis', { services: ['pubsub', 'storage'] }, 'p1'),
      ],
    },
    ['google-apis |  | {"services":["storage","pubsub"],"vip":"restricted"}'],
  ],
  [
    'a way to Google’s APIs that nothing asks for',
    { googleWays: [{ vip: 'private' }], catalogs: [] },
    ['google-apis |  | {"vip":"private"}'],
  ],
  [
    'kinds that are not known, the most frequent first',
    { unknown: ['a', 'b', 'b'] },
    ['b 2', 'a 1'],
  ],
] as const)('%s', ([, part, lines]) => {
  expect(drafted(part)).toEqual(lines)
})
