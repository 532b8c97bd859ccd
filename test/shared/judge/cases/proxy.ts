import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, resolves } from '../name-pieces.ts'
import { opens, PROXY, PROXY_ADDRESS, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'

/** The way through a proxy. */
export const PROXY_CASES: readonly Case[] = [
  yields(
    'proxy-unreachable',
    'the proxy drops',
    sweep([
      check(
        URL,
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy', fails: 'generic_timeout_error' }),
      ),
    ]),
    { severity: 'fail', says: [PROXY, PROXY_ADDRESS], never: ['accepted'], subject: PROXY },
  ),
  yields(
    'proxy-unreachable',
    'silent at one address in the warm-up, which others got through, and at the other after it',
    {
      ...sweep([
        check(
          URL,
          VIA_PROXY,
          opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128, fails: 'generic_timeout_error' }),
          opens('10.9.9.8', {
            ...{ peer: 'proxy', port: 3128, fails: 'generic_timeout_error' },
            at: 61_000,
          }),
        ),
        check(
          `${URL}/b`,
          VIA_PROXY,
          tunnels(),
          secures('app.example'),
          replies('app.example', 200),
        ),
      ]),
      warmUp: 60_000,
    },
    {
      severity: 'fail',
      says: ['A rule of the network', '10.9.9.8'],
      never: ['0 of', '10.9.9.9 no answer'],
    },
  ),
  yields(
    'proxy-unreachable',
    'one address drops, the other refuses',
    sweep([
      check(
        URL,
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy', fails: 'generic_timeout_error' }),
        opens('10.9.9.8', { peer: 'proxy', fails: 'connection_refused' }),
      ),
    ]),
    {
      severity: 'fail',
      says: ['address or port is wrong, it is down, or a device'],
      never: ['Nothing listens there', 'drops the packets'],
    },
  ),
  yields(
    'proxy-unreachable',
    'the name of the proxy does not resolve',
    sweep([check(URL, VIA_PROXY, lookup([], { fails: 'dns_nxdomain_error', peer: 'proxy' }))]),
    { severity: 'fail', says: ['name of the proxy', 'NXDOMAIN'] },
  ),
  yields(
    'proxy-unreachable',
    'it accepts and never answers CONNECT',
    sweep([check(URL, VIA_PROXY, tunnels({ fails: 'eof_error', status: null }))]),
    { severity: 'fail', says: ['does not answer CONNECT'] },
  ),
  spares(
    'proxy-unreachable',
    'its first address is dead, the second serves',
    sweep([
      check(
        URL,
        VIA_PROXY,
        opens('10.9.9.8', { peer: 'proxy', fails: 'connection_refused' }),
        tunnels(),
        secures('app.example'),
        replies('app.example', 200),
      ),
    ]),
  ),
  yields(
    'proxy-auth-required',
    '407 to CONNECT',
    sweep([check(URL, VIA_PROXY, tunnels({ fails: 'proxy_auth_required', status: 407 }))]),
    { severity: 'fail', says: ['407', PROXY], subject: PROXY },
  ),
  yields(
    'proxy-auth-required',
    '407 to a plain http request',
    sweep([
      check(
        'http://app.example',
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy' }),
        replies(PROXY_ADDRESS, 407),
      ),
    ]),
    { severity: 'fail', says: ['407'] },
  ),
  spares(
    'proxy-auth-required',
    'the service behind the tunnel answers 401',
    sweep([check(URL, VIA_PROXY, tunnels(), secures('app.example'), replies('app.example', 401))]),
  ),
  yields(
    'proxy-denied',
    '403 to CONNECT',
    sweep([
      check(
        URL,
        VIA_PROXY,
        tunnels({
          fails: 'proxy_denied',
          status: 403,
          headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' },
        }),
      ),
    ]),
    { severity: 'fail', says: ['403', 'app.example:443', 'ERR_ACCESS_DENIED'] },
  ),
  yields(
    'proxy-denied',
    'closes for this target, answers for another',
    sweep([
      check(URL, VIA_PROXY, tunnels({ fails: 'eof_error', status: null })),
      check('https://ok.example', VIA_PROXY, tunnels()),
    ]),
    { severity: 'fail', says: ['answers for other targets'] },
  ),
  yields(
    'proxy-denied',
    'squid’s page to a plain http request',
    sweep([
      check(
        'http://app.example',
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy' }),
        replies(PROXY_ADDRESS, 403, { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' } }),
      ),
    ]),
    { severity: 'fail', says: ['refuses a request', 'ERR_ACCESS_DENIED'], never: ['tunnel'] },
  ),
  spares(
    'proxy-denied',
    'the proxy tried and failed',
    sweep([check(URL, VIA_PROXY, tunnels({ fails: 'proxy_upstream_failure', status: 503 }))]),
  ),
  spares(
    'proxy-denied',
    'the service behind a plain proxy answers a bare 403',
    sweep([
      check(
        'http://app.example',
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy' }),
        replies(PROXY_ADDRESS, 403),
      ),
    ]),
  ),
  yields(
    'proxy-denied',
    'its words are shown, where it has some',
    sweep([
      check(
        URL,
        VIA_PROXY,
        tunnels({ fails: 'proxy_denied', status: 403, body: '<title>Not for you</title>' }),
      ),
    ]),
    { severity: 'fail', says: ['403 (“Not for you”)'] },
  ),
  yields(
    'proxy-denied',
    'nothing is quoted, where it has none',
    sweep([check(URL, VIA_PROXY, tunnels({ fails: 'proxy_denied', status: 403 }))]),
    { severity: 'fail', says: ['403'], never: ['“”'] },
  ),
  yields(
    'proxy-cannot-reach-target',
    '503 with squid’s reason',
    sweep([
      check(
        URL,
        VIA_PROXY,
        tunnels({ fails: 'proxy_upstream_failure', status: 503, body: '<p>ERR_DNS_FAIL</p>' }),
      ),
    ]),
    { severity: 'fail', says: ['503', 'ERR_DNS_FAIL'], subject: 'app.example:443' },
  ),
  yields(
    'proxy-cannot-reach-target',
    'silent for this target, answers for another',
    sweep([
      check(URL, VIA_PROXY, tunnels({ fails: 'generic_timeout_error', status: null, took: 5000 })),
      check('https://ok.example', VIA_PROXY, tunnels()),
    ]),
    { severity: 'fail', says: ['within 5.0 s'] },
  ),
  yields(
    'proxy-cannot-reach-target',
    '504 to a plain http request',
    sweep([
      check(
        'http://app.example',
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy' }),
        replies(PROXY_ADDRESS, 504),
      ),
    ]),
    { severity: 'fail', says: ['504'] },
  ),
  spares(
    'proxy-cannot-reach-target',
    'the service behind the tunnel answers 503',
    sweep([check(URL, VIA_PROXY, tunnels(), secures('app.example'), replies('app.example', 503))]),
  ),

  yields(
    'proxy-unreachable',
    'it answers for others, and with something that is no HTTP for this one',
    sweep([
      check(URL, VIA_PROXY, tunnels({ fails: 'http_invalid_response', status: null })),
      check('https://ok.example', VIA_PROXY, tunnels()),
    ]),
    { severity: 'fail', says: ['not a valid HTTP response'] },
  ),
  yields(
    'resolution-not-proven',
    'private is expected and this machine’s DNS says so, yet the proxy resolves',
    sweep([
      check(
        'https://kv.vault.azure.net',
        { ...VIA_PROXY, expect: { resolution: 'private' } },
        resolves(['10.0.1.5']),
        tunnels(),
        secures('kv.vault.azure.net'),
        replies('kv.vault.azure.net', 401),
      ),
    ]),
    {
      severity: 'inconclusive',
      subject: PROXY,
      says: ['10.0.1.5', 'proves nothing', 'noProxy', 'privatelink.vaultcore.azure.net'],
    },
  ),
  yields(
    'resolution-not-proven',
    'private is expected and this machine’s DNS says otherwise',
    sweep([
      check(
        'https://kv.vault.azure.net',
        { ...VIA_PROXY, expect: { addresses: ['10.0.1.0/24'] } },
        resolves(['20.1.1.1']),
        tunnels(),
        secures('kv.vault.azure.net'),
        replies('kv.vault.azure.net', 401),
      ),
    ]),
    { severity: 'inconclusive', never: ['dns-'] },
  ),
  spares(
    'resolution-not-proven',
    'the same name past the proxy',
    sweep([
      check(
        'https://kv.vault.azure.net',
        { expect: { resolution: 'private' } },
        resolves(['10.0.1.5']),
        works('10.0.1.5'),
      ),
    ]),
  ),
  spares(
    'resolution-not-proven',
    'nothing is expected of the name',
    sweep([check(URL, VIA_PROXY, tunnels(), secures('app.example'), replies('app.example', 200))]),
  ),
]
