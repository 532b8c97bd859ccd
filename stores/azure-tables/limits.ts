import type { RowLimits } from '../rows/port.ts'

/** https://learn.microsoft.com/azure/storage/tables/scalability-targets, and of its page on entity group transactions. */
export const SERVICE = {
  entityBytes: 2 ** 20,
  propertyBytes: 2 ** 16,
  properties: 252,
  transactionWrites: 100,
  transactionBytes: 4 * 2 ** 20,
  /** Rows in one answer of a query. */
  page: 1000,
} as const

/** ASCII texts up to this length stay legible in the service’s own tools; others are kept as bytes (entity.ts). */
export const PLAIN_TEXT = 256

/**
 * Row: bytes cost what they are, and a plain text two bytes a character, so at most 252 * 256 = 63 KiB more than it
 * counts; names and keys at most 22 KiB. 900 + 63 + 22 KiB are below 1 MiB.
 *
 * Commit: the service counts the body of the request, in which bytes are base64, 4/3 of their size, and no text more:
 * 2.5 MiB become 3.33 MiB. The rest is 6.8 KiB for each of 100 writes: its head takes 0.5 KiB, its keys (500 characters
 * each, twice) 2 KiB, and a column 0.1 KiB, which is enough for 40 columns a row.
 */
export const LIMITS: RowLimits = {
  writes: SERVICE.transactionWrites,
  rowBytes: 900 * 2 ** 10,
  commitBytes: 2.5 * 2 ** 20,
}
