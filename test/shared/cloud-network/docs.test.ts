import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { RECORDS, RESOURCES } from '../../../shared/cloud-network/in-azure/resource-graph.ts'

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../../docs/network.md'), 'utf8')

const typesIn = (query: string) => [...query.matchAll(/'(microsoft\.[^']+)'/g)].map(([, t]) => t)

test.for([
  ['resources', RESOURCES],
  ['dnsresources', RECORDS],
])('the page exports from %s what the probe itself asks for', ([table, query]) => {
  const shown = new RegExp(`\`\`\`kusto\n${table}\n([^\`]*)\`\`\``).exec(PAGE)?.[1] ?? ''
  expect(typesIn(shown).toSorted()).toEqual(typesIn(query ?? '').toSorted())
})
