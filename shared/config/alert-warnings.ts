import { didYouMean, nearest } from '../document/nearest.ts'
import { type Problem, problemAt } from '../document/problem.ts'
import { FINDING_CODES } from '../model/finding-codes.ts'
import { fitsGlob } from '../target/glob.ts'
import type { Config } from './schema.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What is planned, by what filters of alerts go by. */
export interface Filterable {
  readonly targets: readonly Named[]
  readonly capabilities: readonly Named[]
}

interface Filter {
  readonly targets?: readonly string[] | null | undefined
  readonly capabilities?: readonly string[] | null
}

const WHERE_LISTED = {
  targets: 'perimeter validate lists the ids, and * is any run of characters',
  capabilities: 'perimeter catalog show lists the ids: azure-functions/deploy',
} as const

/** Filters of alerts that fit nothing: that receiver is never notified, that silence never holds. */
export function alertWarnings(config: Config, planned: Filterable): readonly Problem[] {
  const { notify, maintenance, silences } = config.alerts
  const lists: readonly (readonly [string, readonly Filter[]])[] = [
    ['notify', notify],
    ['maintenance', maintenance],
    ['silences', silences],
  ]
  const misfits = lists.flatMap(([list, filters]) =>
    filters.flatMap((filter, index) =>
      (['targets', 'capabilities'] as const).flatMap((key) =>
        (filter[key] ?? [])
          .filter((glob) => !planned[key].some(({ id }) => fitsGlob(id, glob)))
          .map((glob) =>
            problemAt(
              config.origin,
              ['alerts', list, index, key],
              `"${glob}" fits the id of none of the ${key}`,
              idMeant(glob, planned[key]) ?? WHERE_LISTED[key],
            ),
          ),
      ),
    ),
  )
  return [...misfits, ...unknownCodes(config)]
}

/** People write the name, which is not what filters go by. */
function idMeant(glob: string, known: readonly Named[]): string | null {
  const ids = known.map(({ id }) => id)
  const id = known.find(({ name }) => fitsGlob(name, glob))?.id ?? nearest(glob, ids)
  return id === null ? null : `Write its id: ${id}`
}

function unknownCodes({ alerts, origin }: Config): readonly Problem[] {
  return alerts.silences.flatMap(({ code }, index) => {
    if (code === undefined || FINDING_CODES.some((known) => known === code)) return []
    const message = `No finding has the code "${code}": this silences nothing`
    const remedy = `${didYouMean(code, FINDING_CODES)}perimeter explain lists the codes`
    return [problemAt(origin, ['alerts', 'silences', index, 'code'], message, remedy)]
  })
}
