import type { X509Certificate } from 'node:crypto'
import net from 'node:net'
import tls from 'node:tls'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { HandshakeObservation } from '../../shared/model/observation.ts'
import type { ClientCertificate } from '../../shared/model/target.ts'
import { type Certificates, isFor } from '../certificate.ts'
import { closeFailure, tlsFailure } from '../classify.ts'
import { noteClient } from '../client-certificate.ts'
import type { StepContext, StepResult } from '../context.ts'
import { inTime, release } from '../deadline.ts'
import { anchorOf, knownRoots, secureContext } from '../roots.ts'
import { verificationOf } from '../verification.ts'
import { NOTHING_SETTLED, type Settled } from './settled.ts'

/** A chain longer than this is cut in the evidence; OpenSSL itself refuses to verify beyond 100. */
const MAX_CHAIN = 10

/**
 * Speaks TLS over an open socket. Verification is data: with a chain that is not trusted, not valid or for another
 * name there is a failure and a live socket, and it is the caller's rule to send nothing secret over it. `chain`
 * is what the peer presented, in its order; nothing is added to it from the roots. No session is resumed. When the
 * handshake does not complete, the socket is released.
 */
export async function handshake(
  ctx: StepContext & { readonly certificates: Certificates },
  socket: net.Socket,
  to: {
    readonly address: string
    readonly port: number
    readonly host: string
    readonly ca: readonly string[]
    readonly peer: 'target' | 'proxy'
    readonly attempt: number
    /** What to offer; default: what clients of today offer. */
    readonly hello?: 'full' | 'small' | 'h2'
    /** What to show to a server that asks for a client certificate. */
    readonly client?: ClientCertificate
    /** The application protocols to offer; default: HTTP/1.1. */
    readonly protocols?: readonly string[]
  },
): Promise<StepResult<HandshakeObservation, tls.TLSSocket>> {
  const t0 = ctx.now()
  const host = to.host.replace(/\.$/, '')
  const serverName = net.isIP(host) === 0 ? host : null
  const { hello = 'full', protocols = ['http/1.1'] } = to
  const before = socket.bytesWritten
  let helloBytes = 0
  let requested = false
  const phase = phases(socket)
  const { value, failure: broken } = await inTime<tls.TLSSocket>(ctx, (done, failed) => {
    if (socket.destroyed || socket.readableEnded) return failed(closeFailure(socket.errored))
    const secured = secure(
      socket,
      serverName,
      secureContext(to.ca, hello === 'small' ? 'small' : 'full', to.client),
      protocols,
    )
    // Node hands the hello on at once.
    helloBytes = socket.bytesWritten - before
    const look = () => {
      requested ||= asksForCertificate(secured)
    }
    // Node takes the session away when the peer ends the stream, so this looks before Node does.
    secured.prependListener('end', look)
    secured.once('secureConnect', () => {
      look()
      done(secured)
    })
    secured.on('error', (error) => {
      look()
      failed(tlsFailure(error))
    })
    secured.once('close', () => failed(closeFailure(socket.errored)))
  })
  const t = ctx.now()
  const { address, port, peer, attempt } = to
  const asked = {
    ...(requested ? { certificateRequested: true as const } : {}),
    ...noteClient(ctx.certificates, to.client),
  }
  const where = { peer, attempt, t0, t, address, port, serverName }
  const common = { step: 'handshake', ...where, ...asked } as const
  if (value === null) {
    const offered = { hello, helloBytes }
    const seen = { ...common, failure: broken, phase: phase(), ...offered, ...NOTHING_SETTLED }
    await release(socket)
    return { seen, value }
  }
  const settled = inspect(value, host, ctx.certificates, to.ca)
  const failure = distrust(settled)
  const offered = hello === 'full' ? {} : { hello, helloBytes }
  return { seen: { ...common, failure, phase: 'done', ...offered, ...settled }, value }
}

function secure(
  socket: net.Socket,
  serverName: string | null,
  context: tls.SecureContext,
  protocols: readonly string[],
) {
  const secured = tls.connect({
    socket,
    secureContext: context,
    servername: serverName ?? '',
    ...(protocols.length === 0 ? {} : { ALPNProtocols: [...protocols] }),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  })
  // The name is checked by isFor(). Node would turn the whole chain into legacy objects for the check that is
  // switched off above, which costs a tenth of the handshake.
  secured.getPeerCertificate = () => ({}) as tls.DetailedPeerCertificate
  return secured
}

/**
 * Whether a CertificateRequest came. Of a client, OpenSSL knows shared signature algorithms only from that message:
 * https://docs.openssl.org/3.5/man3/SSL_get_shared_sigalgs/. Without a session (the socket is gone) Node gives null.
 */
function asksForCertificate(secured: tls.TLSSocket): boolean {
  const shared: readonly string[] | null = secured.getSharedSigalgs()
  return shared !== null && shared.length > 0
}

/** How far a handshake has come, told by the bytes under it. */
function phases(socket: net.Socket): () => HandshakeObservation['phase'] {
  const written = socket.bytesWritten
  // Bytes that came before and are still to be read belong to the handshake.
  const read = socket.bytesRead - socket.readableLength
  return () => {
    if (socket.bytesRead > read) return 'answered'
    return socket.bytesWritten > written ? 'sent' : 'before-hello'
  }
}

function inspect(
  secured: tls.TLSSocket,
  host: string,
  certificates: Certificates,
  ca: readonly string[],
): Settled {
  const presented = presentedChain(secured)
  const leaf = presented[0]
  const chain = presented.map((certificate) => certificates.add(certificate))
  const path = [...certificates.path(presented, chain, knownRoots(ca))]
  const root = path.at(-1)
  return {
    version: secured.getProtocol(),
    cipher: secured.getCipher()?.standardName ?? null,
    alpn: secured.alpnProtocol === false ? null : secured.alpnProtocol,
    chain,
    path,
    ...(root === undefined ? {} : { anchor: anchorOf(root, ca) }),
    verification: verificationOf(secured),
    nameMatches: leaf === undefined ? null : isFor(leaf, host),
  }
}

/**
 * The chain as sent. Node moves it out of the TLS session, so a second call would find nothing. The links follow
 * the order of sending, whether or not one certificate issued the one before.
 */
function presentedChain(secured: tls.TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  let next = secured.getPeerX509Certificate()
  while (next !== undefined && chain.length < MAX_CHAIN) {
    chain.push(next)
    next = next.issuerCertificate
  }
  return chain
}

/** OpenSSL’s reasons that mean “nobody we know vouches for it”; every other is a fault of the chain. */
const UNKNOWN_AUTHORITY: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
])

function distrust({ verification, nameMatches, path = [] }: Settled): Failure | null {
  if (verification !== null) {
    const unknown =
      verification === 'DEPTH_ZERO_SELF_SIGNED_CERT' ||
      (UNKNOWN_AUTHORITY.has(verification) && path.length === 0)
    return fail(unknown ? 'ssl_unknown_authority' : 'ssl_invalid_certificate', verification)
  }
  if (nameMatches === false) return fail('ssl_invalid_hostname', 'ERR_TLS_CERT_ALTNAME_INVALID')
  return null
}
