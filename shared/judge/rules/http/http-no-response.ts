import type { Failure } from '../../../failure/failure.ts'
import { HTTP2_ONLY } from '../../../failure/http.ts'
import type { FailureCode } from '../../../failure/table.ts'
import type { ShortAnswer } from '../../../model/observation.ts'
import { endOfHandshake } from '../../alert-words.ts'
import { commonName } from '../../certificates.ts'
import { requestEndedForCertificate } from '../../client-certificate.ts'
import { bodyNeverCame, comparedWithHead } from '../../large-answers.ts'
import { type Asked, requestsOf, served } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { after, cameInstead, duration, seconds, words } from '../../text.ts'

const NOT_MEANT: ReadonlySet<FailureCode> = new Set([
  'interrupted',
  'identity_token_unavailable',
  'probe_fault',
  'unknown_failure',
])

/**
 * The request went out over an open connection, and no valid answer came. In plain HTTP a firewall may have
 * read the Host header; inside TLS it is the service, or a device that inspects. Source: RFC 9110;
 * https://learn.microsoft.com/azure/firewall/rule-processing (Host header, IDPS).
 */
export const httpNoResponse: Rule = {
  code: 'http-no-response',
  judge(view) {
    const failing = requestsOf(view).filter((asked) => isFailing(view, asked))
    const [first] = failing
    if (first === undefined) return null
    const indexes = failing.map(({ request }) => request.index)
    const helped = served(view).some(({ request }) => !indexes.includes(request.index))
    return {
      severity: helped || bodyNeverCame(first.request) ? 'warn' : 'fail',
      subject: view.target.host,
      summary: `${what(view, first)}${helped ? '; another address answers' : ''}`,
      ...why(view, first),
      evidence: cite(...failing.map((asked) => asked.request)),
    }
  },
}

function isFailing(view: TargetView, asked: Asked): boolean {
  const { failure } = asked.request
  if (failure === null) return bodyNeverCame(asked.request)
  const elsewhere =
    requestEndedForCertificate(view, asked) || comparedWithHead(asked.request)?.reason === 'lost'
  return !NOT_MEANT.has(failure.code) && !elsewhere
}

/** Where the server is not mute: HEAD got its answer, or the head of the answer came. */
const NOT_MUTE = {
  held: {
    cause:
      'A device on the way holds or drops what is large (it inspects or scans), or packets that are larger than usual are lost (jumbo frames into a tunnel); or the service hangs while it sends the body',
    fix: 'Fetch the same from a host nearer to the service: if it comes there, look at the devices in between; confirm the MTU by ping with the don’t-fragment flag and rising sizes',
  },
  hangs: {
    cause:
      'The service is reached and answers HEAD, and hangs or waits on GET; as much as that answer has arrived before',
    fix: 'Look into the log of the service for this request; no network change helps',
  },
  open: {
    cause:
      'The service is reached and answers HEAD: it hangs or waits on GET; or that answer is large, and lost or held on the way',
    fix: 'Look into the log of the service for this request; if it was answered there, look at the devices in between and at the MTU of tunnels',
  },
} as const

const HTTP2 = {
  cause:
    'The service speaks HTTP/2 only, as gRPC servers do, and the probe asks in HTTP/1.1; the network let the connection through',
  fix: 'Check this target by tls://host:port (tcp:// without TLS): that proves the path, and HTTP/2 clients are not affected. No network change helps',
  docs: 'https://www.rfc-editor.org/rfc/rfc9113#section-3.4',
} as const

/** Where bytes came that are no answer: nothing was dropped or cut. */
const CAME = {
  otherProtocol: {
    cause:
      'What listens on this port speaks another protocol, as the beginning of its answer shows; or a proxy or device on the way answered in its place',
    fix: 'Check the port and the scheme of the URL; if both are right, look for what answers at this address',
  },
  broken: {
    cause:
      'The answer breaks HTTP so that it cannot be read: the service writes it so, or a proxy or device on the way does',
    fix: 'Fetch the same from a host nearer to the service: if it is as broken there, fix the service, else look at the devices in between',
  },
} as const

function whatCame(failure: Failure): (typeof CAME)[keyof typeof CAME] | null {
  const came = failure.code === 'http_invalid_response' ? cameInstead(failure) : null
  if (came === null) return null
  return came.includes('begin “HTTP/') ? CAME.broken : CAME.otherProtocol
}

/** What is told apart; else the causes of the table. */
function why(view: TargetView, { leg, request }: Asked) {
  if (request.failure?.code === 'http_headers_too_large') {
    return {
      cause:
        'The service answered, with more headers than the probe and most clients read; the network let the answer through',
      fix: 'Shorten the headers at the service or the gateway before it (cookies, Content-Security-Policy). No network change helps',
    }
  }
  if (request.failure?.raw === HTTP2_ONLY) return HTTP2
  const came = request.failure === null ? null : whatCame(request.failure)
  if (came !== null) return came
  if (bodyNeverCame(request)) return NOT_MUTE.held
  const compared = comparedWithHead(request)?.reason
  if (compared !== undefined && compared !== 'lost') return NOT_MUTE[compared]
  if (leg.handshake !== null) {
    const end = endOfHandshake(request.failure)
    return end === null ? certificateOrService(view, leg) : { cause: end.cause, fix: end.fix }
  }
  return {
    cause:
      'A firewall on the way cut or dropped the request by its Host header; or the port speaks TLS (https://, wss://, grpcs://) or another protocol that waits to be spoken to',
  }
}

/** A server that asked for a certificate, was shown one and hangs up may not accept it. */
function certificateOrService(view: TargetView, { handshake }: Asked['leg']) {
  const own = view.certificates[handshake?.client ?? '']
  if (own === undefined || handshake?.certificateRequested !== true) return {}
  return {
    cause: `The server asked for a client certificate and hung up after “${commonName(own.subject)}”, issued by “${commonName(own.issuer)}”: it does not accept that one, or does not know this issuer; or it hangs or crashes on the request`,
    fix: 'Compare the issuer with the authorities that the server trusts for clients; then look at the service’s own log for this connection',
  }
}

function what({ target }: TargetView, { leg, request }: Asked): string {
  const { method, status, failure } = request
  const who = `${target.host} (${leg.address})`
  if (bodyNeverCame(request)) {
    return `${who} answered ${method} ${target.path} with status ${status}, and not one of the ${request.headers['content-length']} bytes of the body came within ${seconds(duration(request))}`
  }
  const short = comparedWithHead(request)?.short
  const head =
    short === undefined ? '' : `; HEAD is answered in ${seconds(short.ms)}${announced(short)}`
  return status === null
    ? `${who} gave no valid answer to ${method} ${target.path}: ${words(failure)} ${after(duration(request))}${head}`
    : `${who} answered ${method} ${target.path} with status ${status}, and the connection ended before the body did (${failure?.raw ?? ''})`
}

function announced({ announced: bytes, arrived }: ShortAnswer): string {
  return bytes === null ? '' : `, which announces ${bytes} bytes (${arrived} have arrived at once)`
}
