import { configFrom } from '../config/load.ts'
import { plan } from '../config/plan.ts'
import type { FoundCatalog } from './part.ts'

/** An entry of a configuration, and what it is in words. */
export interface DraftEntry {
  readonly what: string
  readonly entry: Readonly<Record<string, unknown>>
}

/** An entry that was tried, and what is said of what had to go. */
export interface Sifted {
  readonly of: 'catalogs' | 'targets'
  readonly draft: DraftEntry | null
  readonly refused: readonly string[]
}

/** Without what the program would refuse: that is not written, and said. */
export function sifted(draft: DraftEntry, of: Sifted['of']): Sifted {
  const why = refusal(draft.entry, of)
  if (why === null) return { of, draft, refused: [] }
  return { of, draft: null, refused: [`${draft.what}: left out, since ${why}`] }
}

/** Of a list, the items that are refused go, and the rest stays. */
export function soundCatalog(draft: DraftEntry): Sifted {
  if (refusal(draft.entry, 'catalogs') === null) return sifted(draft, 'catalogs')
  const given = draft.entry['with'] as FoundCatalog['with']
  const rest: Record<string, string | readonly string[]> = { ...given }
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'string') continue
    rest[key] = value.filter(
      (item) => refusal({ ...draft.entry, with: { ...given, [key]: [item] } }, 'catalogs') === null,
    )
  }
  const removed = Object.entries(given).flatMap(([key, value]) =>
    typeof value === 'string'
      ? []
      : value.filter((item) => !rest[key]?.includes(item)).map((item) => `${key} ${item}`),
  )
  const smaller = sifted({ ...draft, entry: { ...draft.entry, with: rest } }, 'catalogs')
  const said =
    smaller.draft === null
      ? []
      : [`${draft.what}: without ${removed.join(', ')}, which the catalog refuses`]
  return { ...smaller, refused: [...smaller.refused, ...said] }
}

/** Why an entry would be refused; null for a sound one. A reference to the environment is nothing that was found. */
function refusal(entry: DraftEntry['entry'], of: Sifted['of']): string | null {
  if (JSON.stringify(entry).includes('${')) return 'it refers to the environment'
  const origin = {
    position: () => ({ file: '', line: 0, column: 0, key: '' }),
    quote: (_: unknown, value: unknown) => JSON.stringify(value),
    variables: () => [],
  }
  const { config, problems } = configFrom({ [of]: [entry] }, origin)
  if (config === null) return problems[0]?.message ?? 'it is not valid'
  const { problems: later } = plan(config, { env: {}, readFile: () => '' })
  return later[0]?.message ?? null
}
