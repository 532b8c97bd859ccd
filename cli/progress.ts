import type { Io } from './io.ts'

/** A counter on stderr that rewrites itself, for people at a terminal; silent everywhere else. */
export function progress(io: Io, total: number): { tick: () => void; end: () => void } {
  if (!io.terminal.err) return { tick: () => undefined, end: () => undefined }
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
