import { parseHead, type ResponseHead } from './response-head.ts'

/** An answer as far as it came. */
export interface LenientAnswer {
  readonly head: ResponseHead
  readonly body: Buffer
  /** `more`: it goes on; `end`: it is whole; `invalid`: its framing cannot be followed. */
  readonly state: 'more' | 'end' | 'invalid'
}

/**
 * Reads an answer that a strict parser refuses, as curl and lenient parsers do: bare line feeds, folded lines,
 * control characters, the same Content-Length twice, Content-Length with Transfer-Encoding, which then rules
 * (RFC 9112, 2.2, 5.2 and 6.3). `over`: the peer has ended the connection.
 */
export function readLeniently(
  bytes: Buffer,
  method: string,
  over: boolean,
): LenientAnswer | 'incomplete' | 'invalid' {
  const head = parseHead(bytes)
  if (typeof head === 'string') return head
  const rest = bytes.subarray(head.length)
  const all = (key: string) => head.headers.flatMap(([name, v]) => (name === key ? [v] : []))
  const lengths = new Set(
    all('content-length').flatMap((value) => value.split(',').map((v) => v.trim())),
  )
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return ended(head, rest, 0)
  if (/(^|[\s,])chunked$/i.test(all('transfer-encoding').join(', '))) return dechunk(head, rest)
  if (lengths.size === 0) return { head, body: rest, state: over ? 'end' : 'more' }
  const [length = ''] = lengths
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) return 'invalid'
  return ended(head, rest, Number(length))
}

function ended(head: ResponseHead, rest: Buffer, length: number): LenientAnswer {
  return { head, body: rest.subarray(0, length), state: rest.length < length ? 'more' : 'end' }
}

/** A line longer than this, in bytes, is no chunk size. */
const MAX_LINE = 1024

/** Chunks (RFC 9112, 7.1), whose lines may end in a bare line feed. Trailers are left unread. */
function dechunk(head: ResponseHead, rest: Buffer): LenientAnswer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const chunk = chunkAt(rest, at)
    if (typeof chunk === 'string') return { head, body: Buffer.concat(parts), state: chunk }
    parts.push(chunk.data)
    if (chunk.next === null) return { head, body: Buffer.concat(parts), state: 'more' }
    at = chunk.next
  }
}

/** One chunk; `next` is null while its end has not come. */
function chunkAt(rest: Buffer, at: number) {
  const end = rest.indexOf('\n', at)
  if (end < 0) return rest.length - at > MAX_LINE ? 'invalid' : 'more'
  const size = /^([0-9a-f]{1,8})[ \t]*(;.*)?\r?$/i.exec(rest.toString('latin1', at, end))
  if (size === null) return 'invalid'
  const length = Number.parseInt(size[1] ?? '', 16)
  if (length === 0) return 'end'
  const after = end + 1 + length
  const data = rest.subarray(end + 1, after)
  const lineEnd = /^\r?\n/.exec(rest.toString('latin1', after, after + 2))
  if (lineEnd !== null) return { data, next: after + lineEnd[0].length }
  return rest.length >= after + 2 ? 'invalid' : { data, next: null }
}

/** The frames that a server of HTTP/2 sends before all else: its SETTINGS, or GOAWAY to what is no HTTP/2. */
const FIRST_FRAMES: Readonly<Record<number, (length: number) => boolean>> = {
  4: (length) => length % 6 === 0,
  7: (length) => length >= 8,
}

/** Whether an answer begins as HTTP/2, with a frame on stream 0 (RFC 9113, 3.4, 4.1, 6.5 and 6.8). */
export function isHttp2(bytes: Buffer): boolean {
  if (bytes.length < 9) return false
  const [length, type, flags] = [bytes.readUIntBE(0, 3), bytes[3] ?? 0, bytes[4]]
  const fits = FIRST_FRAMES[type]?.(length) ?? false
  return fits && flags === 0 && bytes.readUInt32BE(5) === 0 && length <= 16_384
}
