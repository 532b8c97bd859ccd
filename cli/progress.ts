import type { Report } from '../shared/model/report.ts'
import { spanText } from '../shared/view/words.ts'
import type { Io } from './io.ts'

/** A counter on stderr that rewrites itself, for people at a terminal; silent everywhere else. */
export function progress(io: Io, total: number): { tick: () => void; end: () => void } {
  // A dumb terminal cannot go back on its line.
  if (!io.terminal.err || io.env['TERM'] === 'dumb')
    return { tick: () => undefined, end: () => undefined }
  let checked = 0
  const show = () => io.err(`\r${checked} of ${total} checked`)
  show()
  return {
    tick: () => {
      checked++
      show()
    },
    end: () => io.err('\r\u001b[2K'),
  }
}

/**
 * What a wait for a pass says on stderr after a sweep that did not: to people each time, to a log only when it is
 * another number than before, so that a pipeline shows life without a line every few seconds.
 */
export function waitProgress(io: Io): (report: Report, elapsed: number) => void {
  let before = ''
  return ({ summary, results }, elapsed) => {
    const missing = summary.fail + summary.inconclusive
    const names = results.filter((r) => r.verdict === 'fail' || r.verdict === 'inconclusive')
    const first = names[0]?.target.name ?? ''
    const text = `${missing} of ${results.length} not as expected (${first}${missing > 1 ? ', …' : ''})`
    if (!io.terminal.err && text === before) return
    before = text
    io.err(`${text} after ${spanText(elapsed)}; sweeping again\n`)
  }
}
