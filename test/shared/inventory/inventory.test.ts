import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../shared/config/load.ts'
import { configText } from '../../../shared/inventory/config-text.ts'
import { draftOf } from '../../../shared/inventory/draft.ts'
import { readInventory } from '../../../shared/inventory/read.ts'
import type { DraftEntry } from '../../../shared/inventory/sound.ts'
import { EXPECTED } from './expected.ts'

const INPUTS = path.join(import.meta.dirname, 'inputs')

function textOf(file: string): string {
  return readFileSync(path.join(INPUTS, file), 'utf8')
}

function draft(text: string) {
  const read = readInventory(text, null)
  if (read === null) throw new Error('not read')
  return draftOf(read.found)
}

function targetLine({ entry }: DraftEntry): string {
  const { resolution, zone, addresses = [] } = (entry['expect'] ?? {}) as Record<string, string[]>
  return [entry['url'], resolution, zone, ...addresses]
    .filter((part) => part !== undefined)
    .join(' ')
}

function catalogLine({ entry }: DraftEntry): string {
  const given = Object.entries(entry['with'] as Record<string, string | string[]>)
  return [entry['use'], ...given.map(([key, value]) => `${key}=${[value].flat().join(',')}`)].join(
    ' ',
  )
}

test.for(EXPECTED)('$file', ({ file, targets = [], catalogs = [], notes = [], unknown = [] }) => {
  const made = draft(textOf(file))
  expect(made.targets.map(targetLine)).toEqual(targets)
  expect(made.catalogs.map(catalogLine)).toEqual(catalogs)
  for (const note of notes) expect(made.notes.join('\n')).toContain(note)
  expect(made.notes).toHaveLength(notes.length)
  expect(made.unknown.map(([type]) => type)).toEqual(unknown)
})

test('every input has its row', () => {
  expect(EXPECTED.map(({ file }) => file).sort()).toEqual(readdirSync(INPUTS).sort())
})

describe('what is written', () => {
  test.for(EXPECTED)('of $file is accepted, and holds no secret', ({ file }) => {
    const text = configText(draft(textOf(file)), { sources: [file] })
    const { config, problems } = loadConfig(text, { file: 'perimeter.yaml', env: {} })
    expect(problems).toEqual([])
    expect(config).not.toBeNull()
    expect(text).not.toContain('canary-')
  })

  test.for(EXPECTED)('of $file is as it was, word for word', async ({ file }) => {
    const text = configText(draft(textOf(file)), { sources: [file] })
    await expect(text).toMatchFileSnapshot(path.join('written', `${file}.yaml`))
  })

  test('the canaries are where secrets are', () => {
    const all = EXPECTED.map(({ file }) => textOf(file)).join('')
    expect(all.match(/canary-/g)?.length).toBeGreaterThan(25)
  })
})

describe('hostile names', () => {
  const vault = (name: string, uri: string) => [
    {
      type: 'Microsoft.KeyVault/vaults',
      name,
      location: 'japaneast',
      properties: { vaultUri: uri },
    },
  ]
  const wrote = (thing: unknown) =>
    configText(draft(JSON.stringify(thing)), { sources: ['a\nb: c'] })

  test('a line break in a name stays in its comment', () => {
    const text = wrote(vault('kv\ntargets: [x]\u001b[2J', 'https://kv-a.vault.azure.net/'))
    expect(text).toContain('# Key Vault kv targets: [x] [2J')
    expect(loadConfig(text, { file: 'f', env: {} }).config?.targets).toHaveLength(1)
  })

  test('a reference to the environment is not written', () => {
    const made = draft(
      JSON.stringify([
        {
          type: 'Microsoft.Web/sites',
          name: '${HOME}',
          kind: 'functionapp',
          location: 'japaneast',
        },
      ]),
    )
    expect(made.catalogs).toEqual([])
    expect(made.notes.join()).toContain('left out')
  })

  test.for(['https://user:secret@/', 'https://[::1', 'javascript:alert(1)', '..', ''])(
    'a URI that names no host: %s',
    (uri) => {
      const made = draft(JSON.stringify(vault('kv-b', uri)))
      expect(made.targets.map(({ entry }) => entry['url'])).toEqual([
        'https://kv-b.vault.azure.net/',
      ])
    },
  )
})

test('of a log the two hundred endpoints that are called most are taken', () => {
  const line = (host: string) =>
    `1732269600.000 1 10.0.0.5 TCP_TUNNEL/200 4000 CONNECT ${host}:443 - HIER_DIRECT/203.0.113.7 -`
  const hosts = Array.from({ length: 201 }, (_, i) => `h${i}.example`)
  const made = draft([...hosts, 'h200.example'].map(line).join('\n'))
  expect(made.targets).toHaveLength(200)
  expect(made.targets[0]?.what).toBe('called 2 times in the log')
  expect(made.targets[0]?.entry['url']).toBe('https://h200.example/')
})

test.for(['', '{}', '[]', '[1, null, "x"]', 'hello world, this is a letter', '{"a":'])(
  'what is no inventory is not read: %j',
  (text) => {
    expect(readInventory(text, null)?.found.targets ?? []).toEqual([])
  },
)

test('an account with an endpoint for files is not said to be private for blobs', () => {
  const id = '/subscriptions/0/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/StFiles'
  const made = draft(
    JSON.stringify([
      {
        ...{ type: 'Microsoft.Storage/storageAccounts', name: 'stfiles', location: 'japaneast' },
        properties: { publicNetworkAccess: 'Disabled' },
      },
      {
        ...{ type: 'Microsoft.Network/privateEndpoints', name: 'pe', location: 'japaneast' },
        privateLinkServiceConnections: [{ groupIds: ['file'], privateLinkServiceId: id }],
      },
    ]),
  )
  expect(made.targets.map(targetLine)).toEqual([
    'tcp://stfiles.file.core.windows.net:445 private privatelink.file.core.windows.net',
  ])
})

test.for([
  ['Microsoft.Synapse/workspaces', 'SqlOnDemand', ['one-ondemand.sql.azuresynapse.net']],
  ['Microsoft.Storage/storageAccounts', 'blob_secondary', ['one-secondary.blob.core.windows.net']],
  ['Microsoft.KeyVault/vaults', 'vault', ['one.vault.azure.net']],
  // The name of the resource does not settle these.
  ['Microsoft.Storage/storageAccounts', 'web', []],
  ['Microsoft.ContainerService/managedClusters', 'management', []],
  ['Microsoft.HybridCompute/privateLinkScopes', 'hybridcompute', []],
] as const)(
  'the name behind an endpoint whose records are not known: %s %s',
  ([type, group, hosts]) => {
    const connection = {
      groupIds: [group],
      privateLinkServiceId: `/subscriptions/0/resourceGroups/r/providers/${type}/one`,
    }
    const found = { privateLinkServiceConnections: [connection] }
    const pe = { type: 'Microsoft.Network/privateEndpoints', name: 'pe', location: 'japaneast' }
    const { targets } = draft(JSON.stringify([{ ...pe, ...found }]))
    expect(targets.map(({ entry }) => entry['name'])).toEqual(hosts)
  },
)

describe('public access', () => {
  test.for([
    [{ publicNetworkAccess: 'Disabled' }, true],
    [{ publicNetworkAccess: 'disabled' }, true],
    [{ publicNetworkAccess: 'Enabled' }, false],
    [{ publicNetworkAccess: 'SecuredByPerimeter' }, false],
    [{}, false],
    [{ networkAcls: { defaultAction: 'Deny' } }, false],
  ] as const)('%j', ([properties, isPrivate]) => {
    const thing = [
      { type: 'Microsoft.KeyVault/vaults', name: 'kv-c', location: 'japaneast', properties },
    ]
    const [target] = draft(JSON.stringify(thing)).targets
    expect(target?.entry['expect']).toEqual(isPrivate ? { resolution: 'private' } : undefined)
  })
})
