import { headerOf } from '../answer/answer.ts'
import type { TargetView } from '../target-view.ts'
import { list, shown } from '../text.ts'
import { answerText, type ProxyAnswer, productOf } from './answer.ts'
import { authTrouble, schemesOffered } from './challenge.ts'
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
  const summary = `The proxy ${proxy}${product} ${who}: 407, and it offers ${offers}`
  return { ...base, summary, ...remedy(authTrouble(schemes, sent), schemes) }
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
