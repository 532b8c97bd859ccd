import { z } from 'zod'
import { parseIp } from '../address/ip.ts'
import type { Complaint } from '../document/problem.ts'
import { checkedText, complain, nonEmpty, textOrList, upToADay } from '../document/text.ts'
import type { RecordType } from '../model/dns-record.ts'
import { hasAddress, isGrpc, type Scheme, takes } from '../model/scheme.ts'
import { FAMILIES, type Family } from '../model/target.ts'
import { expectSettings } from '../target/expect.ts'
import { expectComplaint } from '../target/expect-complaint.ts'
import { recordForm } from '../target/record-text.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { catalogNameComplaint } from './catalog-name.ts'
import { send, sendComplaint } from './payload.ts'
import { parseProxyUrl, proxySettingComplaint } from './proxy-url.ts'
import { ownLimits } from './sections.ts'
import { authComplaint, targetAuth } from './target-auth.ts'
import { body, headers, method, requestComplaint } from './target-request.ts'
import { targetResolver } from './target-resolver.ts'

const PROXY_FORMS = 'http://host:port, environment or none'

/** The key `proxy`, which stands at the top, on a catalog and on a target. */
export const proxySetting = checkedText(proxySettingComplaint)

/** The key `ca`, likewise. */
export const roots = textOrList

const address = checkedText((text) =>
  parseIp(text) !== null && !text.includes('%')
    ? null
    : {
        message: 'is not a valid IP address',
        remedy: 'Write an IPv4 or IPv6 address without a zone',
      },
)

const targetName = checkedText((text) =>
  /\S/.test(text) && text.trim() === text && !/[\n\r\t]/.test(text)
    ? null
    : {
        message: 'is not a valid name',
        remedy: 'Write one line of text, without leading or trailing spaces',
      },
)

const targetUrl = checkedText((text) => parseTargetUrl(text).complaint)

const passphrase = checkedText((text) =>
  text === '' ? { message: 'is empty', remedy: 'Remove passphrase', secret: true } : null,
)

/** The key `clientCertificate` of a target. */
const clientCertificate = z.strictObject({
  certificate: nonEmpty.describe('PEM file: the certificate, then those of its issuers'),
  key: nonEmpty
    .exactOptional()
    .describe('PEM file of its private key; default: it stands in the same file'),
  passphrase: passphrase.exactOptional().describe('Of an encrypted key; a secret: "${NAME}"'),
})

/** One of the file's own targets. */
export const targetEntry = z
  .strictObject({
    name: targetName.describe(
      'The unique name of the target; its id, and so its history, is made of it',
    ),
    url: targetUrl.describe(
      'What to check: https://host/path, http://host/path, wss://host/path, ws://host/path, tls://host:port, tcp://host:port, smtp://host, imap://host, sqlserver://host, postgres://host, mysql://host, grpcs://host/service, grpc://host:port/service, udp://host:port, ntp://host, dns://name, dns://server/name, dns://name?type=MX',
    ),
    expect: expectSettings.prefault({}).describe('What must be the case; default: it answers'),
    method: method
      .exactOptional()
      .describe('Method of the request; default: GET, with a body POST'),
    headers: headers
      .exactOptional()
      .describe('Headers of the request; secrets as "${NAME}", which no report shows'),
    body: body.exactOptional().describe('Body of the request, as text'),
    send: send
      .exactOptional()
      .describe('What a udp target sends: text, hex or base64, in one datagram'),
    auth: targetAuth
      .exactOptional()
      .describe('Show who asks: a token of the platform’s own identity, or Basic credentials'),
    family: z
      .enum(FAMILIES)
      .exactOptional()
      .describe('Connect to addresses of this family alone; default: to all'),
    limits: ownLimits
      .exactOptional()
      .describe('Deadlines and attempts of this target, in the place of those of the sweep'),
    interval: upToADay
      .exactOptional()
      .describe('Check it this often as long as it passes: 1h; default: in each sweep'),
    address: address
      .exactOptional()
      .describe('Connect to this IP address, whatever DNS says; always a direct path'),
    proxy: proxySetting
      .exactOptional()
      .describe(`The proxy for this target, without exceptions: ${PROXY_FORMS}`),
    ca: roots.exactOptional().describe('PEM files with roots to trust in addition to the others'),
    resolver: targetResolver
      .exactOptional()
      .describe(
        'A DNS server that is asked about this name in addition: IP, IP:port, tls://IP#NAME or https://IP/dns-query#NAME',
      ),
    redirects: z
      .int()
      .min(1)
      .max(10)
      .exactOptional()
      .describe('How many redirects to follow, 1 to 10, each checked as a target of its own'),
    clientCertificate: clientCertificate
      .exactOptional()
      .describe('What to show to a server that asks for a client certificate (mutual TLS)'),
    dependsOn: textOrList
      .exactOptional()
      .describe('Names of own targets that this one needs: while one fails, it is the cause'),
  })
  .superRefine((target, ctx) => {
    const { endpoint } = parseTargetUrl(target.url)
    if (endpoint === null) return
    const { scheme } = endpoint
    const wrong = expectComplaint(scheme, target.expect)
    if (wrong !== null) complain(ctx, wrong.complaint, ['expect', wrong.key])
    complain(ctx, recordsComplaint(endpoint.record, target.expect.records), ['expect', 'records'])
    const { auth } = target
    if (auth !== undefined) complain(ctx, authComplaint(auth, scheme, target.expect), ['auth'])
    const badRequest = requestComplaint(scheme, target)
    if (badRequest !== null) complain(ctx, badRequest.complaint, badRequest.path)
    complain(ctx, sendComplaint(scheme, target.send), ['send'])
    complain(ctx, familyComplaint(scheme, target), ['family'])
    complain(ctx, redirectsComplaint(scheme, target), ['redirects'])
    if (target.resolver !== undefined && endpoint.server !== undefined)
      complain(ctx, TWO_SERVERS, ['resolver'])
    if (target.clientCertificate !== undefined && !takes(scheme, 'handshake'))
      complain(ctx, NO_HANDSHAKE, ['clientCertificate'])
    const ordersProxy = target.proxy !== undefined && parseProxyUrl(target.proxy).proxy !== null
    complain(ctx, pathComplaint(scheme, ordersProxy, target.address), [
      target.address === undefined ? 'proxy' : 'address',
    ])
  })

function recordsComplaint(
  type: RecordType | undefined,
  wanted: readonly string[] = [],
): Complaint | null {
  if (type === undefined) return null
  for (const text of wanted) {
    const form = /^\/.+\/$/s.test(text) ? null : recordForm(type, text)
    if (form === null) continue
    const remedy = `Write it as in ${form}`
    return { message: `holds “${text}”, which is not a valid ${type} record`, remedy }
  }
  return null
}

function pathComplaint(scheme: Scheme, ordersProxy: boolean, address: string | undefined) {
  if (ordersProxy && takes(scheme, 'exchange')) {
    return { message: 'has no use: an HTTP proxy takes no datagrams', remedy: 'Remove proxy' }
  }
  if (!hasAddress(scheme) && (ordersProxy || address !== undefined)) {
    return {
      message: 'has no use: a dns target is resolved, and nothing connects',
      remedy: 'Remove the key, or use another form of URL',
    }
  }
  if (!ordersProxy || address === undefined) return null
  return {
    message: 'contradicts proxy: through a proxy, the proxy chooses the address',
    remedy: 'Remove address or proxy',
  }
}

function familyComplaint(
  scheme: Scheme,
  { family, url, address }: { family?: Family; url: string; address?: string | undefined },
): Complaint | null {
  if (family === undefined) return null
  if (!hasAddress(scheme)) {
    return { message: 'has no use: nothing connects to a dns target', remedy: 'Remove family' }
  }
  const ip = parseIp(address ?? parseTargetUrl(url).endpoint?.host ?? '')
  return ip === null || `ipv${ip.family}` === family
    ? null
    : { message: `contradicts the address, which is IPv${ip.family}`, remedy: 'Remove family' }
}

const TWO_SERVERS: Complaint = {
  message: 'contradicts the URL, which names the one server to ask',
  remedy: 'Remove resolver, or write dns://name',
}

function redirectsComplaint(
  scheme: Scheme,
  { redirects, expect }: { redirects?: number; expect: { reachability?: string } },
): Complaint | null {
  if (redirects === undefined) return null
  if (!takes(scheme, 'request') || isGrpc(scheme))
    return { message: `A ${scheme} target gets no redirects`, remedy: 'Use https://' }
  return expect.reachability === 'blocked'
    ? { message: 'have no use where the target must be blocked', remedy: 'Remove redirects' }
    : null
}

const NO_HANDSHAKE: Complaint = {
  message: 'is shown in a TLS handshake, and this target makes none',
  remedy: 'Use https:// or tls://',
}

const parameter = z.union([nonEmpty, z.array(nonEmpty)])

/** One use of a catalog. */
export const catalogEntry = z
  .strictObject({
    use: checkedText(catalogNameComplaint).describe(
      'A built-in catalog (perimeter catalog list), or the file of your own: ./my-catalog.yaml',
    ),
    as: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/)
      .exactOptional()
      .describe(
        'The name of this use, in small letters, digits and hyphens; needed when a catalog is used twice',
      ),
    with: z
      .record(nonEmpty, parameter)
      .prefault({})
      .describe(
        'Parameters of the catalog, each a text or a list of texts, numbers in quotes (perimeter catalog show NAME)',
      ),
    expect: expectSettings
      .prefault({})
      .describe(
        'Goes over what the catalog expects; resolution, addresses and zone only where a row may be private',
      ),
    proxy: proxySetting
      .exactOptional()
      .describe(`The proxy for the targets of this catalog: ${PROXY_FORMS}`),
    ca: roots
      .exactOptional()
      .describe('PEM files with roots to trust for the targets of this catalog'),
    interval: upToADay
      .exactOptional()
      .describe(
        'Check each of its targets this often as long as it passes; default: in each sweep',
      ),
  })
  .superRefine(({ expect }, ctx) => {
    const wrong = expectComplaint('https', expect)
    if (wrong !== null) complain(ctx, wrong.complaint, ['expect', wrong.key])
    const own = (['http', 'egress', 'zone'] as const).find((key) => expect[key] !== undefined)
    if (own === undefined) return
    const message = `${own} is not the same for all targets of a catalog`
    complain(ctx, { message, remedy: 'Expect it of a target of its own, under targets' }, [
      'expect',
      own,
    ])
  })
