import { type Catalog, catalog } from '../../../shared/catalog/catalog.ts'

/** A row as a file has it. */
export const ROW = {
  id: 'r',
  url: 'https://{p}.example/',
  for: ['c'],
  source: 's',
  asOf: '2026-11-01',
}
/** The rest of a catalog of one’s own. */
export const BASE = {
  ...{ name: 'own', version: '2026-11-01', title: 't', about: 'a' },
  sources: { s: { title: 't', url: 'https://s.example/' } },
  parameters: {
    p: { type: 'string', describe: 'd' },
    l: { type: 'list', describe: 'd' },
    mode: { type: 'choice', values: ['plain', 'full'], default: 'plain', describe: 'd' },
  },
  lookups: { suffix: { by: 'mode', of: { plain: 'example', full: 'example.net' } } },
  capabilities: [
    { id: 'c', name: 'n', symptom: 's' },
    { id: 'd', name: 'n', symptom: 's', when: { mode: ['full'] } },
  ],
}

/** A catalog of one’s own of these rows, or what differs in them. */
export function made(rows: readonly object[], base: object = {}): Catalog {
  return catalog.parse({ ...BASE, ...base, endpoints: rows.map((row) => ({ ...ROW, ...row })) })
}
