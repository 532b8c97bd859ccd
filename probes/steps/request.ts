import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Client, type Dispatcher } from 'undici'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { RequestObservation } from '../../shared/model/observation.ts'
import { readBody } from '../body/read-body.ts'
import { closeFailure, httpFailure, tlsFailure } from '../classify.ts'
import type { StepContext } from '../context.ts'
import { inTime, release } from '../deadline.ts'
import { headersThatMatter } from '../headers.ts'
import { sayGoodbye } from '../leave.ts'
import { whyRefused } from '../out-of-spec.ts'
import { printable } from '../printable.ts'
import { came, readOn } from '../read-on.ts'
import { withoutToken } from '../redact.ts'
import type { ResponseHead } from '../response-head.ts'
import { Tap } from '../tap.ts'
import { closeWebSocket, type Upgrade } from '../websocket.ts'

/** Limits in bytes: status line and headers; body read, as it comes and inflated; body kept. */
const MAX_HEAD = 64 * 1024
const MAX_BODY = 16 * 1024
const MAX_EXCERPT = 2048

/** What Node.js and others accept of headers (https://nodejs.org/api/http.html#httpmaxheadersize): more is evidence. */
const USUAL_HEAD = 16 * 1024

/** The whole of what is read of a body, for an answer that is itself what is wanted. */
export const WHOLE_BODY = MAX_BODY

export const USER_AGENT = 'perimeter/0.1'

export interface Ask {
  readonly address: string
  readonly port: number
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** The request to change to WebSocket. */
  readonly upgrade?: Upgrade
  /** A token to send as Authorization: Bearer. A secret: an echo of it is taken out of the answer. */
  readonly token?: string
  readonly attempt: number
  /** Whether to name the whole URL in the request line, as a proxy wants it (RFC 9112, 3.2.2). */
  readonly absoluteForm?: boolean
  /** How many bytes of the body to keep, at most what is read; 2 KiB without it. */
  readonly keep?: number
}

/** The part of an answer that came, filled as it comes: what was there before a failure is evidence too. */
interface Answer {
  status: number | null
  reason: string
  headers: Record<string, string>
  headBytes: number
  /** What a strict parser says of it; empty: nothing. */
  outOfSpec: string
  chunks: Buffer[]
  bytes: number
  complete: boolean
  upgrade: RequestObservation['upgrade']
  firstByte: number | null
}

/**
 * Sends one HTTP/1.1 request over an open socket, plain or TLS. No redirect is followed and no other connection is
 * opened. Reads 64 KiB of headers (more is a failure) and 16 KiB of body (more is left unread, `bodyComplete`
 * false), which is decompressed within the same bound. Always ends with the socket released.
 */
export async function request(
  ctx: StepContext,
  socket: Socket,
  what: Ask,
): Promise<RequestObservation> {
  const t0 = ctx.now()
  const answer: Answer = {
    status: null,
    reason: '',
    headers: {},
    headBytes: 0,
    outOfSpec: '',
    chunks: [],
    bytes: 0,
    complete: false,
    upgrade: undefined,
    firstByte: null,
  }
  const tap = new Tap(socket, MAX_HEAD + MAX_BODY)
  try {
    const ended = await inTime<void>(ctx, (done, failed) => {
      if (socket.destroyed) return failed(closeFailure(socket.errored))
      const refused = (failure: Failure) =>
        salvage(tap, answer, what, ctx.now, failure, done, failed)
      exchange(tap, what, receiver(answer, what, ctx.now, socket, done, failed, refused))
    })
    // The answer came; a body that takes longer than the step is cut there, as one that is too long is.
    const inBody = answer.status !== null && ended.failure?.code === 'generic_timeout_error'
    const failure = inBody ? null : withBytes(ended.failure, tap)
    const { address, port, method, url, attempt } = what
    const common = { step: 'request', peer: 'target', attempt, t0, t: ctx.now(), failure } as const
    const { status, headers, firstByte, bytes, complete } = answer
    const { body, ...more } = await bodyOf(answer, what)
    const seen = { status, headers, body, bodyBytes: bytes, bodyComplete: complete, firstByte }
    return { ...common, address, port, method, url, ...seen, ...more, ...oddities(answer) }
  } finally {
    if (answer.complete) tap.destroy(READ)
    await sayGoodbye(socket)
    await release(socket)
  }
}

/** Why the stream is closed once the answer is there. Told no reason, undici makes an error of its own for each, with its stack. */
const READ = new Error('the answer was read')

/** Time that ran out after some bytes was no silence: what came is said. */
function withBytes(failure: Failure | null, { arrived, bytes }: Tap): Failure | null {
  if (failure?.code !== 'generic_timeout_error' || arrived === 0) return failure
  return fail(failure.code, `${failure.raw}, ${came(arrived, bytes)}`)
}

async function bodyOf({ chunks, headers }: Answer, { keep = MAX_EXCERPT, token }: Ask) {
  const wanted = { keep, most: MAX_BODY, ...(token !== undefined && { token }) }
  return await readBody(Buffer.concat(chunks), headers, wanted)
}

/** What an ordinary answer has not. */
function oddities({ reason, headBytes, outOfSpec, upgrade }: Answer) {
  return {
    ...(upgrade !== undefined && { upgrade }),
    ...(reason !== '' && { reason }),
    ...(headBytes > USUAL_HEAD && { headBytes }),
    ...(outOfSpec !== '' && { outOfSpec }),
  }
}

type Receiver = Dispatcher.DispatchHandler & { readonly tooLong: () => void }

function exchange(tap: Tap, what: Ask, receiver: Receiver): void {
  // undici knows http and https only, which WebSocket begins as.
  const url = new URL(what.url.replace(/^(ws|grpc)/, 'http'))
  let dialled = false
  const client = new Client(url.origin, {
    // undici has no synchronous connector: it would take the socket for lost, and dial again.
    connect: (_, connected) => {
      const first = !dialled
      dialled = true
      queueMicrotask(() =>
        first
          ? connected(null, tap as Duplex as Socket)
          : connected(new Error('the connection is gone'), null),
      )
    },
    maxHeaderSize: MAX_HEAD,
    // The step has its own deadline; undici’s timers would come on top of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  })
  // undici limits the headers, but neither the status line nor a row of interim answers. It has taken all that
  // arrived when this listener, added after its own, is called.
  client.once('connect', () => {
    tap.on('readable', () => {
      if (tap.arrived > MAX_HEAD) receiver.tooLong()
    })
  })
  const path =
    what.absoluteForm === true ? url.origin + url.pathname + url.search : url.pathname + url.search
  const headers = {
    'user-agent': USER_AGENT,
    accept: '*/*',
    ...(what.token !== undefined && { authorization: `Bearer ${what.token}` }),
    ...what.headers,
    ...what.upgrade?.headers,
  }
  const body = what.body === undefined ? {} : { body: what.body }
  const method = what.method as Dispatcher.HttpMethod
  const upgrade = what.upgrade === undefined ? {} : { upgrade: 'websocket' }
  client.dispatch({ path, method, headers, ...body, ...upgrade }, receiver)
}

function receiver(
  answer: Answer,
  { token, upgrade }: Ask,
  now: () => number,
  socket: Socket,
  done: () => void,
  failed: (failure: Failure) => void,
  refused: (failure: Failure) => void,
): Receiver {
  let told: Error | null = null
  socket.on('error', (error) => {
    told ??= error
  })
  return {
    onRequestStart() {
      // undici takes a handler of its first generation for one without this method.
    },
    onRequestUpgrade(_, status, headers) {
      takeHead(answer, { status, reason: '', headers: linesOf(headers) }, token, now())
      answer.upgrade =
        headers['sec-websocket-accept'] === upgrade?.accept ? 'accepted' : 'wrong-key'
      answer.complete = true
      closeWebSocket(socket)
      done()
    },
    onResponseStart(controller, status, headers, reason) {
      if (status < 200) return
      takeHead(answer, { status, reason: reason ?? '', headers: linesOf(headers) }, token, now())
      answer.headBytes = sizeOf(controller.rawHeaders)
    },
    onResponseData(controller, chunk) {
      const room = MAX_BODY - answer.bytes
      const taken = chunk.subarray(0, room)
      // A copy: undici’s chunk is a window on a larger buffer.
      answer.chunks.push(Buffer.from(taken))
      answer.bytes += taken.length
      if (chunk.length <= room) return
      done()
      controller.abort(new Error('enough of the body was read'))
    },
    onResponseEnd() {
      // undici takes a reset for the end of a body of unknown length.
      if (told !== null) return failed(tlsFailure(told))
      answer.complete = true
      done()
    },
    onResponseError(_, error) {
      const failure = httpFailure(error, told)
      refused(failure)
    },
    tooLong() {
      if (answer.status === null)
        failed(fail('http_headers_too_large', `more than ${MAX_HEAD} bytes`))
    },
  }
}

function linesOf(headers: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.entries(headers).map(
    ([name, value]) => [name, [value ?? ''].flat().join(', ')] as const,
  )
}

function takeHead(
  answer: Answer,
  { status, reason, headers }: Pick<ResponseHead, 'status' | 'reason' | 'headers'>,
  token: string | undefined,
  at: number,
): void {
  answer.status = status
  answer.reason = unusual(status, withoutToken(reason, token))
  answer.firstByte ??= at
  answer.headers = headersThatMatter(
    headers.map(([name, value]) => [name, withoutToken(value, token)] as const),
  )
}

/** Reads on where undici’s strict parser gives up: what lenient clients take for an answer is one. */
function salvage(
  tap: Tap,
  answer: Answer,
  { method, token }: Ask,
  now: () => number,
  failure: Failure,
  done: () => void,
  failed: (failure: Failure) => void,
): void {
  readOn(tap, method, MAX_HEAD, failure, (found, verdict) => {
    if (found !== null) {
      takeHead(answer, found.head, token, now())
      answer.headBytes = found.head.length
      answer.chunks = [found.body.subarray(0, MAX_BODY)]
      answer.bytes = Math.min(found.body.length, MAX_BODY)
      answer.complete = found.state === 'end' && found.body.length <= MAX_BODY
    }
    if (verdict !== null) {
      failed(verdict)
      return
    }
    if (found !== null) {
      answer.outOfSpec = printable(whyRefused(tap.bytes, found.head, failure.raw), 300)
    }
    if (answer.complete || answer.bytes === MAX_BODY) done()
  })
}

function unusual(status: number, reason: string): string {
  return reason === STATUS_CODES[status] ? '' : printable(reason, 100)
}

/** The bytes of the header lines, each with its colon, space and line end. */
function sizeOf(raw: Dispatcher.DispatchController['rawHeaders']): number {
  if (!Array.isArray(raw)) return 0
  return raw.reduce((sum, part) => sum + part.length + 2, 0)
}
