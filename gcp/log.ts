import { randomUUID } from 'node:crypto'
import { logPieces } from '../runtime/log-pieces.ts'
import type { Log, LogEntry } from '../shared/ports/log.ts'
import { requestTrace, type Trace } from './trace.ts'

/** Bytes; Cloud Logging takes 256 KB an entry, what it adds included (https://docs.cloud.google.com/logging/quotas). */
const LARGEST = 200_000

const SEVERITIES: Readonly<Record<LogEntry['severity'], string>> = {
  debug: 'DEBUG',
  info: 'INFO',
  warning: 'WARNING',
  error: 'ERROR',
}

export interface CloudLogParts {
  readonly out: (line: string) => void
  readonly date: () => Date
  /** Null as long as nobody knows: entries are then not tied to their traces. */
  readonly project: () => string | null
  /** Of every entry: what log queries choose this vantage by. */
  readonly labels: () => Readonly<Record<string, string>>
}

/**
 * One line of JSON an entry on stdout, which Cloud Run hands to Cloud Logging
 * (https://docs.cloud.google.com/logging/docs/structured-logging): `severity`, `message`, the fields, the labels, and
 * the trace of the request under way. An entry that is too large goes in pieces.
 */
export function cloudLog({ out, date, project, labels }: CloudLogParts): Log {
  return {
    write(entry) {
      const shared = {
        time: date().toISOString(),
        'logging.googleapis.com/labels': labels(),
        ...traceFields(requestTrace.getStore() ?? null, project()),
      }
      for (const { severity, message, fields } of logPieces(entry, LARGEST, randomUUID)) {
        // A field may bear a name of ours (the severity of an incident): the line keeps its own.
        const own = { severity: SEVERITIES[severity], message, ...shared }
        out(`${JSON.stringify({ ...own, ...fields, ...own })}\n`)
      }
    },
  }
}

function traceFields(trace: Trace | null, project: string | null): Record<string, unknown> {
  if (trace === null || project === null) return {}
  return {
    'logging.googleapis.com/trace': `projects/${project}/traces/${trace.id}`,
    'logging.googleapis.com/spanId': trace.span,
    'logging.googleapis.com/trace_sampled': trace.sampled,
  }
}
