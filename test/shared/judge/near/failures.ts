import type { FailureRow } from '../../../../shared/failure/row.ts'
import type { StepName } from '../../../../shared/failure/step.ts'
import { FAILURES, type FailureCode } from '../../../../shared/failure/table.ts'
import type { Near } from '../cases/case.ts'
import { sends } from '../datagram-pieces.ts'
import { type Checked, check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, resolves, SECOND, SYSTEM, unresolved, wire } from '../name-pieces.ts'
import { greets, opens, PROXY_ADDRESS, replies, secures, tunnels, works } from '../path-pieces.ts'
import { answers } from '../query-pieces.ts'

const URL = 'https://app.example'
const [A, SIX] = ['20.2.2.2', '2606:4700::2']
const BLOCKED = { expect: { reachability: 'blocked' } } as const

const MAIL = { protocol: 'smtp', greeting: '220 mail.example ESMTP', offered: true } as const

type Fails = { readonly fails: FailureCode }
/** Where a step of a target may fail, and what else the sweep saw; the first target is the one that it is about. */
type Place = readonly [what: string, checks: (how: Fails) => readonly Checked[]]

const PLACES: Partial<Record<StepName, readonly Place[]>> = {
  resolve: [
    ['at the only server', ({ fails }) => [check(URL, {}, unresolved(fails)), control()]],
    [
      'at one of two servers, which answers another target',
      (how) => [
        check(URL, {}, lookup([A]), wire(SYSTEM, [], how), wire(SECOND, [A]), works(A)),
        control(),
      ],
    ],
    [
      'at one of two servers, which answers nobody',
      (how) => [check(URL, {}, lookup([A]), wire(SYSTEM, [], how), wire(SECOND, [A]), works(A))],
    ],
    [
      'over TCP at one of two servers',
      (how) => [
        check(URL, {}, lookup([A]), wire(SYSTEM, [], { ...how, over: 'tcp' }), wire(SECOND, [A])),
        control(),
      ],
    ],
    [
      'when asked for IPv6 addresses',
      (how) => [
        check(
          URL,
          {},
          lookup([A]),
          wire(SYSTEM, [A]),
          wire(SYSTEM, [], { ...how, type: 'AAAA' }),
          works(A),
        ),
      ],
    ],
    [
      'for a name that must be blocked and that others know',
      ({ fails }) => [
        check(URL, BLOCKED, unresolved(fails), wire('168.63.129.16:53', [A])),
        control(),
      ],
    ],
  ],
  query: [
    ['for records', (how) => [check('dns://app.example?type=MX', {}, answers([], how)), control()]],
    [
      'for records that must not be there',
      (how) => [check('dns://app.example?type=MX', BLOCKED, answers([], how)), control()],
    ],
  ],
  connect: [
    ['at the only address', (how) => [check(URL, {}, resolves([A]), opens(A, how)), control()]],
    [
      'at the IPv6 address',
      (how) => [check(URL, {}, resolves([A, SIX]), works(A), opens(SIX, how)), control()],
    ],
    [
      'of a target that must be blocked',
      (how) => [check(URL, BLOCKED, resolves([A]), opens(A, how)), control()],
    ],
    [
      'of all targets',
      (how) => [
        check(URL, {}, resolves([A]), opens(A, how)),
        check('https://other.example', {}, resolves(['20.3.3.3']), opens('20.3.3.3', how)),
      ],
    ],
    [
      'at an address that another target is connected to',
      (how) => [
        check(URL, {}, resolves([A]), opens(A, how)),
        check('https://other.example', {}, resolves([A]), works(A)),
      ],
    ],
    [
      'to the proxy',
      (how) => [
        check(URL, VIA_PROXY, opens(PROXY_ADDRESS, { ...how, peer: 'proxy', port: 3128 })),
        control(),
      ],
    ],
  ],
  proxy: [
    ['', (how) => [check(URL, VIA_PROXY, tunnels({ ...how, status: null })), control()]],
    [
      'for a target that must be blocked',
      (how) => [
        check(URL, { ...VIA_PROXY, ...BLOCKED }, tunnels({ ...how, status: null })),
        check('https://other.example', VIA_PROXY, tunnels(), secures(''), replies('', 200)),
      ],
    ],
  ],
  handshake: [
    ...(['sent', 'answered'] as const).flatMap((phase): Place[] => [
      [
        `once the hello is ${phase}`,
        (how) => [
          check(URL, {}, resolves([A]), opens(A), secures(A, { ...how, phase })),
          control(),
        ],
      ],
      [
        `once the hello is ${phase}, of a target that must be blocked`,
        (how) => [
          check(URL, BLOCKED, resolves([A]), opens(A), secures(A, { ...how, phase })),
          control(),
        ],
      ],
    ]),
    [
      'at an address where another name passes',
      (how) => [
        check(URL, {}, resolves([A]), opens(A), secures(A, { ...how, phase: 'sent' })),
        check('https://other.example', {}, resolves([A]), works(A)),
      ],
    ],
    [
      'in the clear before the hello',
      (how) => [
        check(
          'smtp://mail.example',
          {},
          resolves([A]),
          opens(A),
          secures(A, { ...how, phase: 'before-hello', opening: MAIL }),
        ),
        control(),
      ],
    ],
  ],
  request: [
    [
      '',
      (how) => [check(URL, {}, resolves([A]), opens(A), secures(A), replies(A, 0, how)), control()],
    ],
    [
      'of a target that must be blocked',
      (how) => [
        check(URL, BLOCKED, resolves([A]), opens(A), secures(A), replies(A, 0, how)),
        control(),
      ],
    ],
  ],
  greet: [
    [
      '',
      (how) => [
        check('postgres://pg.example', {}, resolves([A]), opens(A), greets(A, how)),
        control(),
      ],
    ],
    [
      'of a target that must be blocked',
      (how) => [
        check('postgres://pg.example', BLOCKED, resolves([A]), opens(A), greets(A, how)),
        control(),
      ],
    ],
  ],
  exchange: [
    ['', (how) => [check('udp://sip.example:5060', {}, resolves([A]), sends(A, how)), control()]],
    [
      'of a target that must be blocked',
      (how) => [check('udp://sip.example:5060', BLOCKED, resolves([A]), sends(A, how)), control()],
    ],
  ],
}

/** Each failure at each place where it can come. */
export const FAILED: readonly Near[] = Object.entries(PLACES).flatMap(([step, places]) =>
  places.flatMap(([what, checks]) =>
    (Object.entries(FAILURES) as [FailureCode, FailureRow][])
      .filter(([, { steps }]) => steps.includes(step as StepName))
      .map(([fails]) => ({
        name: [step, what, fails].filter((word) => word !== '').join(' '),
        evidence: sweep(checks({ fails }), [SYSTEM, SECOND]),
      })),
  ),
)
