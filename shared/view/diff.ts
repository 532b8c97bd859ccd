import type { Change } from '../report/change.ts'
import { painter } from './paint.ts'
import { labelled, plural } from './text.ts'
import { visibleAll } from './visible.ts'

export interface DiffOptions {
  readonly colour: boolean
  /** Columns; 100 when not given. */
  readonly width?: number
}

const WIDTH = 100

/** Changes for a terminal, target by target, old and new one under the other. Ends with a newline. */
export function prettyDiff(given: readonly Change[], options: DiffOptions): string {
  const changes = visibleAll(given)
  if (changes.length === 0) return 'Nothing changed.\n'
  const paint = painter(options.colour)
  const width = options.width ?? WIDTH
  const side = (mark: '-' | '+', values: readonly string[]) =>
    values
      .flatMap((value) => labelled(`    ${mark} `, value, width))
      .map((line) => paint(mark === '-' ? 'red' : 'green', line))
  const block = (change: Change) => {
    const subject = change.subject === null ? '' : ` (${change.subject})`
    return [`  ${change.kind}${subject}`, ...side('-', change.before), ...side('+', change.after)]
  }
  const groups = Map.groupBy(changes, (c) => `${c.target === null} ${c.target ?? c.name}`)
  const sections = [...groups.values()].map((group) =>
    [paint('bold', title(group[0])), ...group.flatMap(block)].join('\n'),
  )
  return `${[plural(changes.length, 'change'), ...sections].join('\n\n')}\n`
}

function title(change: Change | undefined): string {
  if (change === undefined) return ''
  const same = change.target === null || change.target === change.name
  return same ? change.name : `${change.name} (${change.target})`
}
