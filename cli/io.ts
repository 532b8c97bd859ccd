import type { Environment } from '../shared/document/environment.ts'
/** The surroundings of one call, injected, so that a test can call the whole program in-process. */
export interface Io {
  /** Carries the result and nothing else. */
  readonly out: (text: string) => void
  /** Problems and progress. */
  readonly err: (text: string) => void
  readonly env: Environment
  readonly cwd: string
  /** Whether stdout, stderr are terminals: colour and progress are for people. */
  readonly terminal: { readonly out: boolean; readonly err: boolean; readonly columns: number }
  /** Aborted by Ctrl-C, SIGTERM or SIGHUP: the sweep ends, and what is there is reported. */
  readonly signal: AbortSignal
  /** From now on SIGHUP does this instead. */
  readonly onHangup?: (act: () => void) => void
  /** Stands in for a wait of so many ms; without it the process waits. */
  readonly sleep?: (ms: number) => Promise<void>
}

/** The exit statuses, a part of the contract. */
export const EXIT = {
  /** All is as expected. */
  asExpected: 0,
  /** Something is not as expected, or could not be found out. */
  notAsExpected: 1,
  /** The call or the configuration is wrong; nothing was checked. */
  wrongCall: 2,
  /** The results could not be stored. */
  notStored: 3,
  /** What was given was mostly not understood: what it does not show says nothing. */
  notUnderstood: 4,
} as const
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

/** The call cannot be carried out as it stands; the message says what to change. Ends with status 2. */
export class CallError extends Error {
  override readonly name = 'CallError'
}

/** Whether to colour what goes to stdout: https://no-color.org and FORCE_COLOR before the terminal’s own state. */
export function wantsColour(io: Io): boolean {
  const { NO_COLOR, FORCE_COLOR } = io.env as { NO_COLOR?: string; FORCE_COLOR?: string }
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true
  return io.terminal.out && io.env['TERM'] !== 'dumb'
}
