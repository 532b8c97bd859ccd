import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'smtp://mail.example'
const A = '20.2.2.2'
const CODE = 'tls-not-spoken'
const up = [resolves([A]), opens(A)].flat()
const GREETING = '220 mail.example ESMTP'
const mail = (raw: string, greeting: string | null, offered: boolean | null) =>
  sweep([
    check(
      URL,
      {},
      up,
      secures(A, {
        phase: 'before-hello',
        fails: 'ssl_not_spoken',
        raw,
        opening: { protocol: 'smtp', greeting, offered },
      }),
    ),
    control(),
  ])

/** Mail servers that are asked for TLS. */
export const STARTTLS_CASES: readonly Case[] = [
  yields(CODE, 'STARTTLS is not offered', mail('it does not offer STARTTLS', GREETING, false), {
    severity: 'fail',
    says: ['does not start TLS in SMTP', 'not offer', GREETING, 'mail inspection'],
    subject: 'mail.example',
  }),
  yields(CODE, 'STARTTLS is refused', mail('it refuses: 454 not now', GREETING, true), {
    severity: 'fail',
    says: ['454 not now'],
    never: ['mail inspection takes', 'no mail server'],
  }),
  yields(CODE, 'no mail server', mail('starts with "HTTP/1.1 400"', null, null), {
    severity: 'fail',
    says: ['HTTP/1.1 400', 'no mail server', 'tls://host:465'],
  }),
  ...(
    [
      ['421 4.3.2 closing', 'takes no connection now', 'address that it sees'],
      ['554 5.7.1 Client host [20.1.2.3] blocked', 'takes nothing from this address', 'overloaded'],
      ['* BYE overloaded', 'takes no connection now', 'address that it sees'],
      ['* PREAUTH ready', 'takes no STARTTLS', 'overloaded'],
      ['502 5.5.2 unknown command', 'mail inspection', 'overloaded'],
    ] as const
  ).map(([said, says, never]) =>
    yields(CODE, `turned away: ${said}`, mail(`it refuses: ${said}`, said, null), {
      severity: 'fail',
      says: [said, says],
      never: [never, 'captive portal', 'plain HTTP'],
    }),
  ),
  spares(
    CODE,
    'TLS after STARTTLS',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, { opening: { protocol: 'smtp', greeting: GREETING, offered: true } }),
      ),
    ]),
  ),
]
