export const LOG_SEVERITIES = ['debug', 'info', 'warning', 'error'] as const

/** One line of the program's own log; `fields` are what a log query filters by. */
export interface LogEntry {
  readonly severity: (typeof LOG_SEVERITIES)[number]
  readonly message: string
  readonly fields?: Readonly<Record<string, unknown>>
}

/**
 * The platform's log. Never throws, and never waits. An entry may carry a whole report: a shell whose platform limits
 * the size of an entry cuts it into pieces.
 */
export interface Log {
  write(entry: LogEntry): void
}
