import type { Charset } from '../runtime/charset.ts'

/** What a file is written in: as TextDecoder names it, and whether its lines end with CR alone. */
export interface Encoding {
  readonly charset: Charset
  readonly gzip: boolean
  readonly crAlone: boolean
}

/** Whether a file that begins so is gzip, RFC 1952. */
export function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

/** Whether its lines end with CR alone. */
export function isCrAlone(start: string): boolean {
  return start.includes('\r') && !start.includes('\n')
}
