import { headerOf } from '../answer/answer.ts'
import type { TargetView } from '../target-view.ts'
import { list, shown } from '../text.ts'
import { answerText, type ProxyAnswer, productOf } from './answer.ts'
import { type AuthTrouble, authTrouble, schemesOffered } from './challenge.ts'
import type { ProxyPart } from './part.ts'

interface Asked {
  readonly view: TargetView
  readonly proxy: string
  readonly answer: ProxyAnswer
  readonly evidence: readonly number[]
  /** A page for people, and no challenge for programs. */
  readonly login: boolean
}

/** The proxy wants to know who asks: by a challenge (RFC 9110, 15.5.8) or by a page to log in at. */
export function wantsProof({ view, proxy, answer, evidence, login }: Asked): ProxyPart {
  const base = { kind: 'auth', subject: proxy, evidence } as const
  if (login) return { ...base, ...byPage(proxy, answer) }
  const header = headerOf(answer, 'proxy-authenticate')
  const schemes = schemesOffered(header)
  const sent = credentialsSent(view)
  const product = productOf(answer) === '' ? '' : ` (${productOf(answer)})`
  const offers = schemes.length === 0 ? 'no scheme' : list(schemes)
  const who = sent ? 'does not take the credentials that were sent' : 'wants credentials'
  const opened = view.sweep.proxies.get(proxy)?.opened ?? 0
  const others =
    opened === 0 ? '' : `; it opened ${opened === 1 ? 'another tunnel' : `${opened} other tunnels`}`
  const summary = `The proxy ${proxy}${product} ${who}: 407, and it offers ${offers}${others}`
  const trouble = authTrouble(schemes, sent)
  const some = opened > 0 ? forSome(view, trouble) : undefined
  return { ...base, summary, ...(some ?? remedy(trouble, schemes)) }
}

/** What a challenge comes to where the same proxy opens other tunnels in the same sweep: it is not about all of them. */
const FOR_SOME: Partial<Record<AuthTrouble, Pick<ProxyPart, 'cause' | 'fix'>>> = {
  missing: {
    cause:
      'The proxy asks for credentials by destination: its rules let this source reach others without, and not this host',
    fix: 'Have this host added to those that the proxy lets this source reach without credentials; or give some in the proxy URL through environment variables: proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port',
  },
  wrong: {
    cause:
      'The proxy opens other tunnels: either those need no credentials and the ones that were sent are wrong, expired or locked, or this account may not use this host (some proxies challenge again instead of a 403)',
    fix: 'Look for this account and this host in the log of the proxy: a failed login is for the user directory, a rule of a group is for whoever keeps the proxy’s rules',
  },
}

/** A request in clear is no CONNECT: rules of the proxy tell the two apart as well as hosts. */
function forSome(
  view: TargetView,
  trouble: AuthTrouble,
): Pick<ProxyPart, 'cause' | 'fix'> | undefined {
  if (trouble !== 'missing' || view.target.scheme !== 'http') return FOR_SOME[trouble]
  return {
    cause:
      'The proxy asks for credentials by destination, or for requests in clear: its rules let this source open tunnels to others without',
    fix: 'Have this host, or requests in clear, added to what the proxy lets this source have without credentials; or give some in the proxy URL through environment variables: proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port',
  }
}

function byPage(proxy: string, answer: ProxyAnswer) {
  const location = shown(headerOf(answer, 'location'), 100)
  return {
    summary: `The proxy ${proxy} sends a tunnel’s request to a login page: ${answerText(answer)}`,
    cause: `The proxy identifies people in a browser${location === '' ? '' : `, at ${location}`}; a program cannot log in there`,
    fix: 'Have this source, or the hosts that are needed, exempted from the login at the proxy',
  }
}

/** A stored report says it in the observation; one made before that was kept says nothing, so none were. */
function credentialsSent(view: TargetView): boolean {
  const said = view.way?.tunnel?.credentials
  return said === undefined ? (view.target.proxy?.authorization ?? null) !== null : said !== 'none'
}

function remedy(trouble: ReturnType<typeof authTrouble>, schemes: readonly string[]) {
  const offered = list(schemes)
  switch (trouble) {
    case 'missing':
      return {
        cause: 'No credentials are configured',
        fix: 'Give them in the proxy URL through environment variables: proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port',
      }
    case 'wrong':
      return {
        cause:
          'The credentials that were sent are wrong, expired or locked; or they were not percent-encoded in the proxy URL',
        fix: 'Check user and password against the proxy’s user directory. In the URL write : / @ and % as %3A %2F %40 and %25, and a domain as DOMAIN%5Cuser',
      }
    case 'unsupported':
      return {
        cause: `The proxy offers ${offered} and not Basic: neither this probe nor most cloud agents and tools can do that, whatever credentials they are given`,
        fix: `Exempt this source, or the hosts that are needed, from authentication at the proxy; or add a listener without it or with Basic; or point to a local forwarder that does ${schemes[0] ?? 'it'}`,
      }
    default:
      return {
        cause: 'The proxy wants credentials and does not say of which kind',
        fix: 'Ask who runs the proxy what it takes. For Basic: proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port; otherwise have this source exempted',
      }
  }
}
