import { type GraphPage, graphPage, refuseMissingPages } from './graph-pages.ts'
import { azureOf, typeOf } from './in-azure/collect.ts'
import { layerOfType } from './in-azure/types.ts'
import { googleOf, kindOf, layerOfKind } from './in-google/collect.ts'
import { type NetworkConfiguration, networkConfiguration } from './model.ts'
import { checkedEntry, NetworkFileError, orRefuse } from './problem.ts'
import { type Entry, isRow, merged } from './row.ts'

/** Far above a landing zone of thousands of resources. */
const MOST_ENTRIES = 200_000

/**
 * Reads the configuration of the network from a file: one that this program wrote, or what `az`, Resource Graph, ARM
 * and `gcloud` print as JSON, one answer or an array of them in any depth. What is of no kind that is read is listed in
 * `unread`.
 * @throws NetworkFileError with the place in the file, for what is not JSON, not sound, or has nothing that is read
 */
export function readNetwork(text: string, file: string): NetworkConfiguration {
  const json = parsed(text, file)
  if (isRow(json) && 'perimeterNetwork' in json)
    return checkedEntry(networkConfiguration, json, file)
  const entries = entriesOf(json, file)
  const { azure = [], google = [], other = [] } = Object.groupBy(entries, cloudOf)
  if (azure.length + google.length === 0) {
    throw new NetworkFileError(
      `${file}: holds no resource of a network: neither rows of Azure (id and type) nor of Google Cloud (kind)`,
    )
  }
  return {
    perimeterNetwork: 1,
    takenAt: null,
    azure: azureOf(azure, orRefuse),
    google: googleOf(google, orRefuse),
    unread: unreadOf(other),
  }
}

function cloudOf({ row }: Entry): 'azure' | 'google' | 'other' {
  if (layerOfType(typeOf(row)) !== null) return 'azure'
  return layerOfKind(kindOf(row)) !== null ? 'google' : 'other'
}

function parsed(given: string, file: string): unknown {
  const text = given.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    const several = oneAfterAnother(text)
    if (several !== null) return several
    const reason = error instanceof Error ? error.message : String(error)
    throw new NetworkFileError(`${file}: not JSON: ${reason}`, { cause: error })
  }
}

/** The gap between two answers, which a text of JSON has nowhere else: there a comma stands between what ends and begins. */
const BETWEEN = /([}\]])\s*\n\s*(?=[{[])/g

/** Several answers in one file, as commands leave them that write to it in turn; null: they are none. */
function oneAfterAnother(text: string): readonly unknown[] | null {
  try {
    return JSON.parse(`[${text.replace(BETWEEN, '$1,')}]`)
  } catch {
    return null
  }
}

/** The resources in an answer: rows of Resource Graph stand in `data`, lists of ARM in `value`, of Google in `items`. */
function entriesOf(json: unknown, file: string): readonly Entry[] {
  const found: Entry[] = []
  const pages: GraphPage[] = []
  const open = [{ value: json, place: file }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, place } = next
    if (found.length > MOST_ENTRIES)
      throw new NetworkFileError(`${file}: more than ${MOST_ENTRIES} resources`)
    const list = listIn(value)
    if (list !== null) {
      if (isRow(value) && Array.isArray(value['data'])) pages.push(graphPage(value, list.length))
      open.push(...inner(list, place))
    }
    if (list === null && isRow(value)) found.push({ row: merged(value) as Entry['row'], place })
  }
  refuseMissingPages(pages, file)
  return found
}

function inner(list: readonly unknown[], place: string) {
  return list.map((value, i) => ({ value, place: `${place}[${i}]` })).reverse()
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  if (!isRow(value) || typeof value['id'] === 'string') return null
  for (const key of ['data', 'value', 'items']) if (Array.isArray(value[key])) return value[key]
  return null
}

function unreadOf(entries: readonly Entry[]): NetworkConfiguration['unread'] {
  const byWhat = Map.groupBy(entries, ({ row }) => typeOf(row) ?? kindOf(row) ?? 'without a type')
  return [...byWhat].map(([what, of]) => ({
    what: what.slice(0, 200),
    why: `${of.length} of a kind that is not evaluated`,
  }))
}
