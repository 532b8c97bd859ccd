import { check, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const LIST = 'https://lists.example'
const named = (host: string) =>
  check(`https://${host}`, { discoveredBy: LIST }, resolves(['20.4.4.4']), works('20.4.4.4'))
const listing = (...hosts: string[]) =>
  sweep([check(LIST, {}, resolves(['20.2.2.2']), works('20.2.2.2')), ...hosts.map(named)])

/** Lists of names that a target publishes. */
export const LIST_CASES: readonly Case[] = [
  {
    ...yields('allow-list-changed', 'one came and one went', listing('a.example', 'b.example'), {
      severity: 'warn',
      says: ['now names b.example', 'no longer names c.example'],
      never: ['a.example'],
    }),
    lists: { [LIST]: ['a.example', 'c.example'] },
  },
  {
    ...yields('allow-list-changed', 'one came', listing('a.example', 'b.example'), {
      severity: 'warn',
      says: ['now names b.example'],
      never: ['no longer'],
    }),
    lists: { [LIST]: ['a.example'] },
  },
  {
    ...spares('allow-list-changed', 'the same in another order', listing('a.example', 'b.example')),
    lists: { [LIST]: ['b.example', 'a.example'] },
  },
  spares('allow-list-changed', 'nothing to compare with', listing('a.example')),
  {
    ...spares('allow-list-changed', 'the list could not be read this time', listing()),
    lists: { [LIST]: ['a.example'] },
  },
  {
    ...spares('allow-list-changed', 'the list of another target', listing('a.example')),
    lists: { 'https://other.example': ['z.example'] },
  },
]
