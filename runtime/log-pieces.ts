import type { LogEntry } from '../shared/ports/log.ts'

/** One part of an entry that is too long for its platform. */
export interface LogPiece extends LogEntry {
  readonly fields: Readonly<Record<string, unknown>> & {
    readonly piece: {
      /** The same in all pieces of an entry, and in no other. */
      readonly id: string
      /** From 1. */
      readonly number: number
      readonly of: number
      /** All of them in order, joined, are the JSON of the fields. */
      readonly text: string
    }
  }
}

/**
 * An entry as its platform takes it: itself, or pieces that each need fewer bytes than `limit` as JSON. A whole report
 * goes through a log this way. Fields that are short stay in every piece, for queries.
 */
export function logPieces(
  entry: LogEntry,
  limit: number,
  newId: () => string,
): readonly (LogEntry | LogPiece)[] {
  const text = JSON.stringify(entry.fields ?? {})
  if (Buffer.byteLength(text) + Buffer.byteLength(entry.message) <= limit) return [entry]
  const { severity, message } = entry
  const id = newId()
  const short = Object.fromEntries(Object.entries(entry.fields ?? {}).filter(isShort))
  const texts = cut(text, limit)
  return texts.map((part, index) => ({
    severity,
    message: `${message.slice(0, LONGEST_MESSAGE)} [${index + 1}/${texts.length}]`,
    fields: { ...short, piece: { id, number: index + 1, of: texts.length, text: part } },
  }))
}

/** Characters of a message that every piece repeats. */
const LONGEST_MESSAGE = 1000

function isShort([, value]: [string, unknown]): boolean {
  return typeof value === 'string' ? value.length <= 100 : typeof value !== 'object'
}

/** Cuts a text so that each part, quoted and escaped once more, stays below so many bytes. */
function cut(text: string, limit: number): readonly string[] {
  if (text.length === 0) return []
  let length = Math.min(text.length, limit)
  while (Buffer.byteLength(JSON.stringify(text.slice(0, length))) > limit) length >>= 1
  // Half of a surrogate pair is no text: a log may refuse it, or put something else in its place.
  if (isSplit(text, length)) length += length > 1 ? -1 : 1
  return [text.slice(0, length), ...cut(text.slice(length), limit)]
}

/** Whether a cut there parts a surrogate pair. */
function isSplit(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff
}
