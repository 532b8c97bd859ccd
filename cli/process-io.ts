import process from 'node:process'
import type { Io } from './io.ts'

/** The surroundings of this process. The signals that end a program abort `signal`. */
export function processIo(): Io {
  const ending = new AbortController()
  const end = () => ending.abort()
  let hangup = end
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  process.on('SIGHUP', () => hangup())
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    terminal: {
      out: process.stdout.isTTY === true,
      err: process.stderr.isTTY === true,
      columns: process.stdout.columns ?? (Number(process.env['COLUMNS']) || 100),
    },
    signal: ending.signal,
    onHangup(act) {
      hangup = act
    },
  }
}
