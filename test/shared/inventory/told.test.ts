import path from 'node:path'
import { expect, test } from 'vitest'
import { configText } from '../../../shared/inventory/config-text.ts'
import { draftOf } from '../../../shared/inventory/draft.ts'
import { readInventory } from '../../../shared/inventory/read.ts'
import { type Document, SYSTEMS } from './documents-azure.ts'
import { NETWORKS } from './documents-azure-network.ts'
import { TEMPLATES } from './documents-azure-templates.ts'
import { GOOGLE, GOOGLE_NETWORKS } from './documents-google.ts'
import { STATES, TEXTS } from './documents-lists.ts'

/** What every file begins with. */
const HEAD = 3

function toldOf({ name, document, region }: Document): string {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  const read = readInventory(text, region ?? null)
  if (read === null) return `${name}\n  is not read`
  const written = configText(draftOf(read.found), { sources: [] })
    .split('\n')
    .slice(HEAD - 1)
  const lines = written.filter((line) => line !== '' && !/^# (vantage|resolvers):/.test(line))
  return [name, `  ${read.format}`, ...lines.map((line) => `  ${line}`)].join('\n')
}

// After a change of words: npx vitest run test/shared/inventory/told.test.ts -u, and read what changed.
test.for([
  ['azure', [...SYSTEMS, ...NETWORKS, ...TEMPLATES]],
  ['google', [...GOOGLE, ...GOOGLE_NETWORKS]],
  ['lists', [...STATES, ...TEXTS]],
] as const)('what is written of each small document of %s', async ([name, documents]) => {
  await expect(`${documents.map(toldOf).join('\n\n')}\n`).toMatchFileSnapshot(
    path.join(import.meta.dirname, 'told', `${name}.txt`),
  )
})
