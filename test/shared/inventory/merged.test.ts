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
