import type { Draft } from './draft.ts'
import { oneLine } from './one-line.ts'
import type { DraftEntry } from './sound.ts'

/** Where the parts of a configuration came from. */
export interface Written {
  /** Files and flags, each a line: `main.tfstate: a Terraform state`. */
  readonly sources: readonly string[]
}

/** A configuration file with comments that say what each entry is, and what is left to somebody’s decision. */
export function configText(draft: Draft, { sources }: Written): string {
  const { notes, unknown, ranges, servicesRanges } = draft
  return [
    '# Written by perimeter init from:',
    ...sources.map((source) => `#   ${oneLine(source)}`),
    '# Keep what must work from where the probe will run, remove the rest, and see what is checked: perimeter validate',
    ...listed('Left to decide:', notes),
    ...listed(
      'Types of resources that are not known here, and were left out:',
      unknown.map(([type, count]) => `${type} (${count})`),
    ),
    '',
    '# vantage: prod-japaneast         # the name of this place in reports; default: what the platform says of itself',
    '# resolvers: [system, 10.0.0.4]   # DNS servers to ask besides the system, and to compare',
    ...list('privateRanges', ranges, 'prefixes of the network that are not RFC 1918'),
    ...list(
      'privateServicesAccess',
      servicesRanges,
      'ranges that Google gives Cloud SQL, AlloyDB and the like addresses from',
    ),
    ...entries('catalogs', draft.catalogs),
    ...entries('targets', draft.targets),
    '',
  ].join('\n')
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : ['#', `# ${title}`, ...lines.map((line) => `#   ${oneLine(line)}`)]
}

function list(key: string, items: readonly string[], why: string): readonly string[] {
  return items.length === 0 ? [] : [`${key}: ${flow(items)}   # ${why}`]
}

function entries(key: string, drafts: readonly DraftEntry[]): readonly string[] {
  if (drafts.length === 0) return []
  return ['', `${key}:`, ...drafts.flatMap(lines)]
}

function lines({ what, entry }: DraftEntry): readonly string[] {
  const keys = Object.entries(entry).map(([key, value]) => `${key}: ${flow(value)}`)
  const [first = '', ...rest] = keys
  return [`  # ${oneLine(what)}`, `  - ${first}`, ...rest.map((line) => `    ${line}`)]
}

/** A value of YAML on one line. Texts that could be read as something else are quoted as JSON, which YAML 1.2 takes. */
function flow(value: unknown): string {
  if (typeof value === 'string') return PLAIN.test(value) ? value : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  const pairs = Object.entries(value as object).map(([key, one]) => `${key}: ${flow(one)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

/** Letters first, and none of the words that YAML takes for something else. */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][A-Za-z0-9._-]*$/i
