import http from 'node:http'
import type { Socket } from 'node:net'
import { hostInUrl } from '../../shared/address/authority.ts'
import type { SecureServer } from '../../shared/address/secure-server.ts'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import { FAILURES, type FailureCode } from '../../shared/failure/table.ts'
import type { HandshakeObservation } from '../../shared/model/observation.ts'
import { Certificates } from '../certificate.ts'
import { connectionFailure, httpFailure } from '../classify.ts'
import type { StepContext } from '../context.ts'
import { inTime, release } from '../deadline.ts'
import { handshake } from '../steps/handshake.ts'
import { bad, failed, type Settled } from './exchange.ts'
import type { Query } from './message.ts'
import { askOverTcp, outcomeOf } from './tcp.ts'

const DNS_MESSAGE = 'application/dns-message'
/** The longest DNS message (RFC 1035, 4.2.2). */
const LONGEST = 65_535

/**
 * Asks a DNS server over TLS (RFC 7858) or by POST over HTTPS (RFC 8484): one connection, one question. Nothing is
 * asked of a server that does not prove by its certificate who it is. A failure says in which layer it came about.
 */
export async function askSecurely(
  ctx: StepContext,
  query: Query,
  to: SecureServer,
  ca: readonly string[],
): Promise<Settled> {
  const { value: socket, failure } = await connected(ctx, to)
  if (socket === null) return failed(inLayer('connection', failure))
  try {
    const { address, port, name } = to
    const at = { address, port, host: name ?? address, ca, peer: 'target', attempt: 1 } as const
    const protocols = to.scheme === 'https' ? ['http/1.1'] : []
    const how = { ...ctx, certificates: new Certificates() }
    const { seen, value: channel } = await handshake(how, socket, { ...at, protocols })
    if (channel === null || seen.failure !== null) return failed(untrusted(seen))
    if (to.scheme === 'https') return await post(ctx, query, to, channel)
    return named(await askOverTcp(ctx, query, () => channel, true))
  } finally {
    await release(socket)
  }
}

async function connected(ctx: StepContext, { address, port }: SecureServer) {
  let dialled: Socket | null = null
  const ended = await inTime<Socket>(ctx, (done, broken) => {
    const socket = ctx.network.dial(address, port)
    dialled = socket
    socket.once('connect', () => done(socket))
    socket.on('error', (error) => broken(connectionFailure(error)))
  })
  if (ended.value === null && dialled !== null) await release(dialled)
  ended.value?.setNoDelay(true)
  return ended
}

/** Failures that are about the certificate; all else of a handshake is about TLS itself. */
const OF_CERTIFICATE: ReadonlySet<FailureCode> = new Set([
  'ssl_unknown_authority',
  'ssl_invalid_certificate',
  'ssl_invalid_hostname',
])

function untrusted({ failure, verification }: HandshakeObservation): Failure {
  if (failure === null) return fail('dns_server_misbehaving', 'TLS: the connection is gone')
  if (!OF_CERTIFICATE.has(failure.code)) return inLayer('TLS handshake', failure)
  const why = failure.code === 'ssl_invalid_hostname' ? 'it is for other names' : verification
  return fail('dns_server_untrusted', why ?? failure.raw)
}

function inLayer(layer: string, { code, raw }: Failure): Failure {
  const { steps } = FAILURES[code] as { readonly steps: readonly string[] }
  const as = steps.includes('query') ? code : 'dns_server_misbehaving'
  return code === 'interrupted' ? fail(code, raw) : fail(as, `${layer}: ${raw}`)
}

function named(settled: Settled): Settled {
  return settled.kind === 'reply' ? settled : failed(inLayer('answer over TLS', settled.failure))
}

async function post(
  ctx: StepContext,
  query: Query,
  { address, port, path, name }: SecureServer,
  channel: Socket,
): Promise<Settled> {
  const { value, failure } = await inTime<Settled>(ctx, (done, broken) => {
    const asked = http.request({
      createConnection: () => channel,
      method: 'POST',
      path,
      headers: {
        host: `${hostInUrl(name ?? address)}${port === 443 ? '' : `:${port}`}`,
        'content-type': DNS_MESSAGE,
        accept: DNS_MESSAGE,
        'content-length': query.bytes.length,
        connection: 'close',
      },
    })
    asked.on('error', (error) => broken(httpFailure(error, channel.errored)))
    asked.on('response', (response) => {
      const type = response.headers['content-type'] ?? 'no type'
      if (response.statusCode !== 200 || !type.startsWith(DNS_MESSAGE)) {
        response.resume()
        done(bad('dns_server_misbehaving', `HTTP: status ${response.statusCode}, ${type}`))
        return
      }
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > LONGEST) done(bad('dns_server_misbehaving', 'HTTP: longer than a DNS message'))
        else chunks.push(chunk)
      })
      response.on('end', () => done(outcomeOf(Buffer.concat(chunks), query)))
      response.on('error', (error) => broken(httpFailure(error, channel.errored)))
    })
    asked.end(query.bytes)
  })
  return value ?? failed(inLayer('HTTP', failure))
}
