import type { LogEntry } from '../ports/log.ts'
import { visible, visibleAll } from './visible.ts'

/** An entry for the platform's log, made visible: servers and proxies choose much of what it says. */
export function logLine(
  severity: LogEntry['severity'],
  message: string,
  fields: Readonly<Record<string, unknown>>,
): LogEntry {
  return { severity, message: visible(message), fields: visibleAll(fields) }
}
