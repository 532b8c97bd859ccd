import type { Log } from '../../shared/ports/log.ts'
import type { Io } from '../io.ts'

/** The log on stderr: a line of text on a terminal, a line of JSON with all fields for whatever gathers logs. */
export function stderrLog(io: Pick<Io, 'err' | 'terminal'>, date: () => Date): Log {
  return {
    write({ severity, message, fields = {} }) {
      if (severity === 'debug') return
      // A person gets a line for each sweep (sweepLine), not one for each target in it.
      if (io.terminal.err && fields['event'] === 'transition') return
      const time = date().toISOString()
      if (io.terminal.err) {
        const mark = severity === 'info' ? '' : `${severity}: `
        io.err(`${time.slice(11, 19)} ${mark}${message}\n`)
        return
      }
      // A field may bear the name of ours (the severity of an incident): the line keeps its own.
      const own = { time, severity, message }
      const line = { ...own, ...fields, ...own }
      io.err(`${JSON.stringify(line)}\n`)
    },
  }
}
