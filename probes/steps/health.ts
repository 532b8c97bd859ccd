import http2 from 'node:http2'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { GrpcAnswer } from '../../shared/model/grpc-answer.ts'
import type { RequestObservation } from '../../shared/model/observation.ts'
import { readBody } from '../body/read-body.ts'
import { closeFailure, tlsFailure } from '../classify.ts'
import type { StepContext } from '../context.ts'
import { inTime, release } from '../deadline.ts'
import { healthIn, healthRequest } from '../grpc/health-message.ts'
import { headersThatMatter } from '../headers.ts'
import { sayGoodbye } from '../leave.ts'
import { isHttp2 } from '../lenient-answer.ts'
import { printable } from '../printable.ts'
import { came, readOn } from '../read-on.ts'
import { percentDecoded, withoutToken } from '../redact.ts'
import { Tap } from '../tap.ts'
import { type Ask, request, USER_AGENT } from './request.ts'

/** Limits in bytes: what is kept of all that comes, what is read of a body, what is kept of it. */
const MAX_TAP = 64 * 1024
const MAX_BODY = 16 * 1024
const MAX_EXCERPT = 2048

const CHECK = '/grpc.health.v1.Health/Check'

/** What came of the call, filled as it comes. */
interface Said {
  status: number | null
  headers: Record<string, string>
  /** grpc-status and grpc-message, from the trailers or, where there is no message, from the headers. */
  grpc: { code: string; message: string } | null
  isGrpc: boolean
  chunks: Buffer[]
  bytes: number
  complete: boolean
  firstByte: number | null
}

/**
 * Calls Check of grpc.health.v1 over an open socket, plain or TLS: one stream of HTTP/2, by prior knowledge or as TLS
 * agreed (ALPN). Where TLS agreed on HTTP/1.1 no gRPC is possible: a bare GET shows who answers. A page in HTTP/1.1
 * that comes instead is read as well. Always ends with the socket released.
 */
export async function callHealth(
  ctx: StepContext,
  socket: Socket,
  what: Ask & { readonly service: string },
): Promise<RequestObservation> {
  if (socket instanceof TLSSocket && socket.alpnProtocol === 'http/1.1') {
    const { token: _, body: __, ...rest } = what
    return await request(ctx, socket, { ...rest, method: 'GET', headers: {} })
  }
  const t0 = ctx.now()
  const said: Said = {
    status: null,
    headers: {},
    grpc: null,
    isGrpc: false,
    chunks: [],
    bytes: 0,
    complete: false,
    firstByte: null,
  }
  const tap = new Tap(socket, MAX_TAP)
  let session: http2.ClientHttp2Session | null = null
  try {
    const { failure } = await inTime<void>(ctx, (done, failed) => {
      if (socket.destroyed) return failed(closeFailure(socket.errored))
      const broken = (error: Error) => salvage(tap, said, failureOf(error), ctx.now, done, failed)
      session = open(tap, what.url, broken)
      call(session, what, said, ctx.now, done, broken)
    })
    const { address, port, url, attempt } = what
    const common = { step: 'request', peer: 'target', attempt, t0, t: ctx.now(), failure } as const
    const { status, headers, bytes: bodyBytes, complete: bodyComplete, firstByte } = said
    const body = await bodyOf(said, what)
    const seen = { status, headers, ...body, bodyBytes, bodyComplete, firstByte }
    return { ...common, address, port, method: 'POST', url, ...seen, ...answerOf(said, what) }
  } finally {
    ;(session as http2.ClientHttp2Session | null)?.destroy()
    await sayGoodbye(socket)
    await release(socket)
  }
}

function open(tap: Tap, url: string, broken: (error: Error) => void): http2.ClientHttp2Session {
  const authority = new URL(url.replace(/^grpc/, 'http')).origin
  const session = http2.connect(authority, {
    createConnection: () => tap,
    settings: { enablePush: false },
  })
  session.on('error', broken)
  return session
}

function call(
  session: http2.ClientHttp2Session,
  { headers, token, service }: Ask & { readonly service: string },
  said: Said,
  now: () => number,
  done: () => void,
  broken: (error: Error) => void,
): void {
  const stream = session.request(
    {
      ...headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ':method': 'POST',
      ':path': CHECK,
      te: 'trailers',
      'content-type': 'application/grpc',
      'user-agent': USER_AGENT,
    },
    { endStream: false },
  )
  const end = () => {
    said.complete = true
    done()
  }
  stream.on('response', (head) => takeHead(said, head, token, now()))
  stream.on('trailers', (trailers) => takeStatus(said, trailers, token))
  stream.on('data', (chunk: Buffer) => {
    const taken = chunk.subarray(0, MAX_BODY - said.bytes)
    said.chunks.push(taken)
    said.bytes += taken.length
    if (taken.length < chunk.length) done()
  })
  stream.on('error', broken)
  stream.on('end', () => said.status !== null && end())
  stream.on('close', () => broken(new Error(CLOSED)))
  stream.end(healthRequest(service))
}

/** What a stream says that ended without an answer. */
const CLOSED = 'the stream ended'

function takeHead(
  said: Said,
  head: http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader,
  token: string | undefined,
  at: number,
): void {
  said.status = head[':status'] ?? null
  said.firstByte ??= at
  said.isGrpc = /^application\/grpc\b/.test(String(head['content-type'] ?? ''))
  const lines = Object.entries(head).filter(([name]) => !name.startsWith(':'))
  said.headers = headersThatMatter(
    lines.map(([name, value]) => [name, withoutToken([value ?? ''].flat().join(', '), token)]),
  )
  takeStatus(said, head, token)
}

function takeStatus(said: Said, head: http2.IncomingHttpHeaders, token: string | undefined): void {
  const code = head['grpc-status']
  if (code === undefined) return
  // gRPC escapes what is not printable ASCII (PROTOCOL-HTTP2, Status-Message).
  const message = percentDecoded(String(head['grpc-message'] ?? ''))
  said.grpc = { code: String(code), message: printable(withoutToken(message, token), 200) }
}

function failureOf(error: Error): Failure {
  const { code } = error as { code?: unknown }
  if (error.message === CLOSED) return closeFailure(null)
  const ofHttp2 = typeof code === 'string' && code.startsWith('ERR_HTTP2')
  return ofHttp2 ? fail('http_invalid_response', printable(error.message, 200)) : tlsFailure(error)
}

/** A parser that gives up says less than what made it: bytes of another protocol are told. */
function spokenInstead({ bytes }: Tap, failure: Failure): Failure {
  const isOther = failure.code === 'http_invalid_response' && bytes.length > 0 && !isHttp2(bytes)
  return isOther ? fail(failure.code, `${failure.raw}, ${came(bytes.length, bytes)}`) : failure
}

/** Where the answer is one of HTTP/1.1, it is read as such; a stream that ended after its answer is no failure. */
function salvage(
  tap: Tap,
  said: Said,
  failure: Failure,
  now: () => number,
  done: () => void,
  failed: (failure: Failure) => void,
): void {
  if (said.complete) {
    done()
    return
  }
  if (said.status !== null || !tap.bytes.subarray(0, 5).equals(Buffer.from('HTTP/'))) {
    failed(spokenInstead(tap, failure))
    return
  }
  const asInvalid = fail('http_invalid_response', failure.raw)
  readOn(tap, 'POST', MAX_TAP, asInvalid, (found, verdict) => {
    if (found !== null) {
      const { status, headers } = found.head
      said.status = status
      said.firstByte ??= now()
      said.headers = headersThatMatter(headers)
      said.chunks = [found.body.subarray(0, MAX_BODY)]
      said.bytes = Math.min(found.body.length, MAX_BODY)
      said.complete = found.state === 'end'
    }
    if (verdict !== null) failed(verdict)
    else if (said.complete || said.bytes === MAX_BODY) done()
  })
}

async function bodyOf({ chunks, headers, isGrpc }: Said, { token }: Ask) {
  if (isGrpc) return { body: '' }
  const wanted = { keep: MAX_EXCERPT, most: MAX_BODY, ...(token !== undefined && { token }) }
  return await readBody(Buffer.concat(chunks), headers, wanted)
}

function answerOf(
  { isGrpc, grpc, chunks }: Said,
  { service }: { readonly service: string },
): { readonly grpc?: GrpcAnswer } {
  if (!isGrpc && grpc === null) return {}
  const code = grpc === null || !/^\d{1,3}$/.test(grpc.code) ? null : Number(grpc.code)
  const health = code === 0 ? healthIn(Buffer.concat(chunks)) : null
  return { grpc: { service, code, message: grpc?.message ?? '', health } }
}
