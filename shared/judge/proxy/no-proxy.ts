import type { Seen } from '../seen.ts'
import { CUT, cite, hasFailed } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { words } from '../text.ts'
import { answerText, type ProxyAnswer } from './answer.ts'
import type { ProxyPart } from './part.ts'

/** An http server that is no forward proxy: it takes CONNECT for a method or a host that it does not know. */
export function noForwardProxy(
  proxy: string,
  answer: ProxyAnswer,
  evidence: readonly number[],
): ProxyPart {
  return {
    kind: 'unreachable',
    subject: proxy,
    summary: `${proxy} answers HTTP and not as a forward proxy: CONNECT got ${answerText(answer)}`,
    cause:
      'A web server, reverse proxy or load balancer answers at this address and port, or a proxy whose CONNECT is turned off',
    fix: 'Set the address and port of the forward proxy (`proxy`, or HTTPS_PROXY of the environment); if this is it, turn on CONNECT for the ports that are needed',
    evidence,
  }
}

/** The port wants to be spoken to in TLS. */
export function wantsTls(proxy: string, how: string): Omit<ProxyPart, 'evidence'> {
  const secured = proxy.replace(/^http:/, 'https:')
  return {
    kind: 'unreachable',
    subject: proxy,
    summary: `The proxy ${proxy} wants TLS at this port: ${how}`,
    cause: 'The scheme of the proxy’s URL is http, and the port is its TLS port',
    fix: `Write ${secured} instead of ${proxy}, or set the port at which the proxy speaks plain HTTP`,
  }
}

const TLS_RECORD = 'starts as a TLS record'
const SOCKS = 'starts as an answer of SOCKS'
const OTHER: readonly (readonly [RegExp, string])[] = [
  [/^starts with "SSH-/, 'SSH'],
  [/^starts with "220[ -]/, 'a mail or file server'],
]

/** Nothing that is HTTP came back from the proxy, and it is not about the target. */
export function noHttp(
  view: TargetView,
  proxy: string,
  asked: Seen & { readonly step: 'proxy' | 'request' },
): ProxyPart | null {
  if (asked.failure === null || asked.failure.code === 'interrupted') return null
  const { handshake } = view.way ?? { handshake: null }
  if (proxy.startsWith('http:') && handshake !== null && handshake.chain.length > 0) {
    const how = `${words(asked.failure)} in clear, and a TLS handshake with it succeeds`
    return { ...wantsTls(proxy, how), evidence: cite(asked, handshake) }
  }
  // A plain request may well have reached the service, and lost its answer there.
  if (asked.step === 'request' && !isForeign(asked)) return null
  const summary = `The proxy ${proxy} accepts connections, but does not answer ${asked.step === 'proxy' ? 'CONNECT' : 'in HTTP'}: ${words(asked.failure)}`
  const evidence = cite(asked)
  return { kind: 'unreachable', subject: proxy, summary, ...whySpeechless(proxy, asked), evidence }
}

function isForeign({ failure }: Seen): boolean {
  return failure?.code === 'http_invalid_response'
}

function whySpeechless(proxy: string, asked: Seen): Pick<ProxyPart, 'cause' | 'fix'> {
  const raw = asked.failure?.raw ?? ''
  const spoken = OTHER.find(([begin]) => begin.test(raw))?.[1]
  const secured = proxy.replace(/^http:/, 'https:')
  if (raw === TLS_RECORD && proxy.startsWith('http:')) {
    return {
      cause:
        'The port answers with TLS: the scheme of the proxy’s URL is http, and this is its TLS port',
      fix: `Write ${secured} instead of ${proxy}`,
    }
  }
  if (raw === SOCKS) {
    return {
      cause: 'The port speaks SOCKS and not HTTP',
      fix: 'Set the port at which the proxy speaks HTTP; SOCKS is not supported',
    }
  }
  if (spoken !== undefined || asked.failure?.code === 'http_invalid_response') {
    return {
      cause: `The port speaks ${spoken ?? 'something else than HTTP'}: this is not the proxy’s port`,
      fix: 'Correct the port where the proxy is set (`proxy`, or HTTPS_PROXY of the environment)',
    }
  }
  if (hasFailed(asked, CUT) && proxy.startsWith('http:')) {
    return {
      cause:
        'The proxy hangs up on every request: this source is not allowed to use it, or the port wants another protocol (TLS, SOCKS), or the proxy is failing',
      fix: `Look for this machine’s address in the proxy’s log; then check the port and the scheme (${secured} where it wants TLS)`,
    }
  }
  return {
    cause: 'The proxy is overloaded or hangs, or the port speaks something else than HTTP CONNECT',
    fix: 'Check the proxy itself (load, log), then the port where it is set',
  }
}
