import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, PROXY, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const APP = 'https://app.example'
const OTHER = 'https://other.example'
const OUT = '20.2.2.2'
const DIRECT = 'https://direct.example'

const silent = (address: string) => opens(address, { fails: 'generic_timeout_error', took: 5000 })
const dropped = check(DIRECT, {}, resolves([OUT]), silent(OUT))
const served = check(APP, VIA_PROXY, tunnels(), secures('app.example'), replies('app.example', 200))
const PAST = `past the proxy ${PROXY} that serves others here`

/** What goes past a proxy, and what a proxy does with a tunnel that it opened. */
export const BESIDE_PROXY_CASES: readonly Case[] = [
  yields(
    'tcp-dropped',
    'directly, where only the proxy reaches anything public',
    sweep([dropped, served]),
    {
      severity: 'fail',
      says: [
        PAST,
        'If direct.example is to use the proxy, take it out of noProxy',
        'Where a direct way is meant',
      ],
    },
  ),
  yields(
    'tcp-dropped',
    'directly, beside what is reached privately',
    sweep([dropped, served, check(OTHER, {}, resolves(['10.1.2.3']), works('10.1.2.3'))]),
    { severity: 'fail', says: [PAST] },
  ),
  ...(
    [
      [
        'something public is reached directly',
        [served, check(OTHER, {}, resolves(['20.3.3.3']), works('20.3.3.3'))],
      ],
      [
        'nothing goes through a proxy',
        [check(OTHER, {}, resolves(['10.1.2.3']), works('10.1.2.3'))],
      ],
      [
        'the proxy serves nobody',
        [check(APP, VIA_PROXY, tunnels({ fails: 'proxy_denied', status: 403 }))],
      ],
    ] as const
  ).map(([why, others]) =>
    yields('tcp-dropped', `directly, and ${why}`, sweep([dropped, ...others]), {
      severity: 'fail',
      never: ['past the proxy'],
    }),
  ),
  yields(
    'tcp-dropped',
    'a private address is none of the proxy’s',
    sweep([check(DIRECT, {}, resolves(['10.7.7.7']), silent('10.7.7.7')), served]),
    { severity: 'fail', never: ['past the proxy'] },
  ),
  yields(
    'tls-blocked-by-name',
    'in a tunnel that the proxy opened',
    sweep([
      check(
        OTHER,
        VIA_PROXY,
        tunnels(),
        secures('other.example', { fails: 'connection_reset', phase: 'sent' }),
      ),
      served,
    ]),
    {
      severity: 'fail',
      says: ['its policy or inspection', 'the log of the proxy'],
      never: ['Azure Firewall'],
    },
  ),
  yields(
    'tls-blocked-by-name',
    'silence in a tunnel that the proxy opened',
    sweep([
      check(
        OTHER,
        VIA_PROXY,
        tunnels(),
        secures('other.example', { fails: 'generic_timeout_error', phase: 'sent', took: 5000 }),
      ),
      served,
    ]),
    { severity: 'fail', says: ['it or a firewall behind it swallows', 'the log of the proxy'] },
  ),
  yields(
    'proxy-cannot-reach-target',
    'the scanner of the proxy is away',
    sweep([
      check(
        OTHER,
        VIA_PROXY,
        tunnels({ fails: 'proxy_upstream_failure', status: 500, body: 'ICAP service unavailable' }),
      ),
      served,
    ]),
    { severity: 'fail', says: ['content scanner', 'the ICAP service'], never: ['DNS'] },
  ),
  ...(['http', 'https'] as const).map((scheme) =>
    yields(
      'proxy-auth-required',
      `of one host alone, by ${scheme}`,
      sweep([
        check(
          `${scheme}://other.example`,
          VIA_PROXY,
          ...(scheme === 'https'
            ? [tunnels({ fails: 'proxy_auth_required', status: 407, credentials: 'none' })]
            : [
                opens('10.9.9.9', { peer: 'proxy', port: 3128 }),
                replies('10.9.9.9', 407, { headers: { 'proxy-authenticate': 'Basic realm="x"' } }),
              ]),
        ),
        served,
      ]),
      scheme === 'http'
        ? { severity: 'fail', says: ['by destination, or for requests in clear'] }
        : { severity: 'fail', never: ['in clear'] },
    ),
  ),
  spares('tcp-dropped', 'what the proxy serves', sweep([served, dropped])),
]
