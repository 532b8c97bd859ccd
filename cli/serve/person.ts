import type { Report } from '../../shared/model/report.ts'
import { sweepLine } from '../../shared/view/sweep-line.ts'
import { type Io, wantsColour } from '../io.ts'

/** One line a sweep on the terminal, causes first; colours as NO_COLOR and FORCE_COLOR say. */
export function toPerson(io: Io, date: () => Date): (report: Report) => void {
  // The line goes to stderr: whether that is a terminal decides, not stdout.
  const colour = wantsColour({ ...io, terminal: { ...io.terminal, out: io.terminal.err } })
  return (report) => io.err(`${date().toISOString().slice(11, 19)} ${sweepLine(report, colour)}\n`)
}
