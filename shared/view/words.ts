import type { Changed, ChangedPart } from '../model/incident.ts'
import { plural } from './text.ts'

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const

/** A time span in its two largest units: `1 h 20 min`, `45 s`. */
export function spanText(ms: number): string {
  const parts: string[] = []
  let rest = Math.max(0, Math.round(ms / 1000) * 1000)
  for (const [size, unit] of UNITS) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.length === 0 ? '0 s' : parts.slice(0, 2).join(' ')
}

/** `a, b, c and 197 more`. */
export function listText(items: readonly string[], shown = 5): string {
  const hidden = items.length - shown
  return hidden <= 0 ? items.join(', ') : `${items.slice(0, shown).join(', ')} and ${hidden} more`
}

/** `a`, `a and b`, `a, b and c`. */
export function andText(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}

/** `3 targets: a, b, c`. */
export function targetsText(targets: readonly string[]): string {
  return `${plural(targets.length, 'target')}: ${listText(targets)}`
}

/** `2 sweeps in a row`, `1 sweep`. */
export function rowText(count: number): string {
  return count === 1 ? '1 sweep' : `${count} sweeps in a row`
}

/** What changed when a cause came, with the time between the two sweeps: one sentence, or a line for each difference. */
export function changedLines({ from, to, lines }: Changed): readonly string[] {
  const between = betweenText(from, to)
  const [only] = lines
  if (only === undefined) {
    return [
      `${between} nothing changed that the probe sees but the failure itself: the change is outside of it, a rule, a route or the service`,
    ]
  }
  return lines.length === 1
    ? [`${between} ${only}`]
    : [`${between} changed:`, ...lines.map((line) => `- ${line}`)]
}

/** `the answer of 10.0.0.4 for db.contoso.com went from 10.1.2.5 to 20.194.66.6`. */
export function partText({ what, before, after, in: holder }: ChangedPart): string {
  if (holder !== undefined && before.length === 0)
    return `${what} appeared in ${holder}: ${sideText(after)}`
  if (holder !== undefined && after.length === 0)
    return `${what} is gone from ${holder}: ${sideText(before)}`
  if (holder !== undefined)
    return `${what} of ${holder} went from ${sideText(before)} to ${sideText(after)}`
  return `${what} went from ${sideText(before)} to ${sideText(after)}`
}

function sideText(values: readonly string[]): string {
  return values.length === 0 ? 'none' : listText(values, 3)
}

/** `Between 2026-11-22 03:05:12 and 03:10:11 UTC`; with both days where they differ. */
function betweenText(from: string, to: string): string {
  const end = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11, 19) : clock(to)
  return `Between ${clock(from)} and ${end} UTC`
}

/** `2026-11-22 03:05:12`. */
function clock(time: string): string {
  return time.slice(0, 19).replace('T', ' ')
}
