import type { Socket } from 'node:net'
import { authorityOf } from '../../shared/address/authority.ts'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { ProxyObservation } from '../../shared/model/observation.ts'
import type { HttpProxy } from '../../shared/model/target.ts'
import { readBody } from '../body/read-body.ts'
import { closeFailure, tlsFailure } from '../classify.ts'
import type { StepContext, StepResult } from '../context.ts'
import { inTime, release } from '../deadline.ts'
import { headersThatMatter } from '../headers.ts'
import { excerpt } from '../printable.ts'
import { withoutCredentials } from '../redact.ts'
import { parseHead, type ResponseHead } from '../response-head.ts'
import { USER_AGENT } from './request.ts'

const MAX_HEAD = 16 * 1024
const MAX_BODY = 2048
/** The page of a refusal is a help, not the answer: it may take this long, in ms, within the step's budget. */
const BODY_BUDGET = 250
/** What begins so was not sent by whom the tunnel leads to: no banner of a server does. */
const PAGE = /^\s*(<|HTTP\/1\.)/

interface Tunnel {
  readonly proxy: HttpProxy
  /** host:port of the target. */
  readonly authority: string
  readonly attempt: number
  /** TLS is to be spoken inside: then the other end says nothing before it is spoken to. */
  readonly tls?: boolean
}

/**
 * Asks a proxy for a tunnel (CONNECT, RFC 9110, 9.3.6) over an open connection to it, plain or TLS. The value is
 * that same socket, from now on the target's; bytes that came with the answer are pushed back into it. When there
 * is no tunnel the socket is released. Credentials are sent and never kept.
 */
export async function tunnel(
  ctx: StepContext,
  socket: Socket,
  to: Tunnel,
): Promise<StepResult<ProxyObservation, Socket>> {
  const t0 = ctx.now()
  const end = t0 + ctx.budget()
  const arrived = await inTime<Buffer>(ctx, (done, failed) => {
    const enough = (b: Buffer) => b.length > MAX_HEAD || parseHead(b) !== 'incomplete'
    collect(socket, Buffer.alloc(0), enough, done, failed)
    socket.write(connectRequest(to.proxy, to.authority))
  })
  const t = ctx.now()
  const bytes = arrived.value ?? Buffer.alloc(0)
  const parsed = parseHead(bytes)
  if (typeof parsed === 'string') {
    await release(socket)
    const failure = arrived.failure ?? noHead(bytes, parsed)
    return { seen: observe(to, null, { t0, t, failure, body: '' }), value: null }
  }
  const head = parsed
  const rest = bytes.subarray(head.length)
  const said = arrived.failure ?? refusal(head)
  const isPage = to.tls === true ? isNoRecord : looksLikePage
  const page =
    said === null && !mayBePage(head, rest, isPage)
      ? rest
      : await readPage(ctx, socket, rest, head, end)
  const failure = said ?? (isPage(page) ? notATunnel(head) : null)
  if (failure === null) {
    if (page.length > 0) socket.unshift(page)
    return { seen: observe(to, head, { t0, t, failure, body: '' }), value: socket }
  }
  await release(socket)
  const limits = { keep: MAX_BODY, most: MAX_BODY }
  const { body } = await readBody(page, headersThatMatter(head.headers), limits)
  return { seen: observe(to, head, { t0, t, failure, body }), value: null }
}

/** Whether something speaks for a page instead of the tunnel: only then is it waited for. */
function mayBePage(head: ResponseHead, rest: Buffer, isPage: (b: Buffer) => boolean): boolean {
  return rest.length > 0 ? isPage(rest) : announcesPage(head)
}

/** An answer to CONNECT that opens a tunnel has no content (RFC 9110, 9.3.6); some proxies say 200 and send a page. */
function announcesPage({ headers }: ResponseHead): boolean {
  const value = (name: string) => headers.findLast(([key]) => key === name)?.[1] ?? ''
  return Number(value('content-length')) > 0 || /html/i.test(value('content-type'))
}

function looksLikePage(bytes: Buffer): boolean {
  return PAGE.test(bytes.toString('latin1', 0, 64))
}

/** Bytes that are no TLS record (RFC 8446, 5.1: the types are 20 to 24). */
function isNoRecord(bytes: Buffer): boolean {
  const [first] = bytes
  return first !== undefined && (first < 20 || first > 24)
}

function notATunnel({ status, reason }: ResponseHead): Failure {
  return fail('proxy_denied', `${`${status} ${reason}`.trim()}, and a page instead of the tunnel`)
}

function connectRequest(proxy: HttpProxy, authority: string): string {
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`, `User-Agent: ${USER_AGENT}`]
  if (proxy.authorization !== null) lines.push(`Proxy-Authorization: ${proxy.authorization}`)
  if (lines.some((line) => /[\r\n]/.test(line))) {
    throw new TypeError(
      'Cannot ask the proxy for a tunnel: authority or credentials hold a line end',
    )
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}

/**
 * Gathers bytes until they are enough or the peer ends; the connection breaking is a failure. Its listeners come
 * off before it tells, so that what arrives later stays in the socket for the next reader.
 */
function collect(
  socket: Socket,
  begun: Buffer,
  enough: (bytes: Buffer) => boolean,
  done: (bytes: Buffer) => void,
  failed: (failure: Failure) => void,
): void {
  let bytes = begun
  const stop = () =>
    socket.off('readable', read).off('end', end).off('close', end).off('error', broken)
  const end = () => {
    stop()
    done(bytes)
  }
  const read = () => {
    for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
      bytes = Buffer.concat([bytes, chunk])
      if (enough(bytes)) return end()
    }
  }
  const broken = (error: Error) => {
    stop()
    failed(tlsFailure(error))
  }
  socket.on('readable', read).on('end', end).on('close', end).on('error', broken)
  // A socket that is over already says nothing more.
  if (socket.errored !== null) broken(socket.errored)
  else if (socket.destroyed || socket.readableEnded) end()
}

function refusal({ status, reason }: ResponseHead): Failure | null {
  if (status >= 200 && status < 300) return null
  const raw = `${status} ${reason}`.trim()
  if (status === 407) return fail('proxy_auth_required', raw)
  return fail(status >= 500 ? 'proxy_upstream_failure' : 'proxy_denied', raw)
}

function noHead(bytes: Buffer, parsed: unknown): Failure {
  if (parsed === 'invalid') return fail('http_invalid_response', beginning(bytes))
  if (bytes.length > MAX_HEAD) return fail('http_headers_too_large', `more than ${MAX_HEAD} bytes`)
  return closeFailure(null)
}

/** How an answer that is not HTTP begins: by the protocol where its bytes tell, since they cannot be shown. */
function beginning(bytes: Buffer): string {
  const [first, second] = bytes
  // Alert or handshake, version 3.x (RFC 8446, 5.1); version 5 and a method (RFC 1928, 3).
  if ((first === 0x15 || first === 0x16) && second === 3) return 'starts as a TLS record'
  if (first === 5) return 'starts as an answer of SOCKS'
  return `starts with ${JSON.stringify(excerpt(bytes, 40))}`
}

/** Squid and block pages say the reason in the body; as much of it as comes soon is evidence. */
async function readPage(
  ctx: StepContext,
  socket: Socket,
  begun: Buffer,
  head: ResponseHead,
  end: number,
): Promise<Buffer> {
  const told = head.headers.findLast(([name]) => name === 'content-length')?.[1] ?? ''
  const wanted = /^\d{1,9}$/.test(told) ? Math.min(Number(told), MAX_BODY) : MAX_BODY
  if (begun.length >= wanted) return begun
  let page = begun
  const budget = () => Math.min(BODY_BUDGET, end - ctx.now())
  await inTime<Buffer>({ ...ctx, budget }, (done, failed) => {
    const enough = (bytes: Buffer) => {
      page = bytes
      return bytes.length >= wanted
    }
    collect(socket, begun, enough, done, failed)
  })
  return page
}

function observe(
  to: Tunnel,
  head: ResponseHead | null,
  ended: Pick<ProxyObservation, 't0' | 't' | 'failure' | 'body'>,
): ProxyObservation {
  const { authorization } = to.proxy
  // A proxy that echoes the request echoes the credentials.
  const clean = (text: string) => withoutCredentials(text, authorization)
  const headers = (head?.headers ?? []).map(([name, value]) => [name, clean(value)] as const)
  const { failure } = ended
  return {
    step: 'proxy',
    peer: 'proxy',
    attempt: to.attempt,
    ...ended,
    failure: failure === null ? null : fail(failure.code, clean(failure.raw)),
    body: clean(ended.body),
    proxy: `${to.proxy.scheme}://${authorityOf(to.proxy)}`,
    authority: to.authority,
    credentials: authorization === null ? 'none' : 'Basic',
    status: head?.status ?? null,
    headers: headersThatMatter(headers),
  }
}
