import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures, upgrades } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'wss://app.example'
const A = '20.2.2.2'
const CODE = 'http-upgrade-refused'
const up = [resolves([A]), opens(A), secures(A)].flat()
const answers = (status: number, expect = {}) =>
  sweep([check(URL, { expect }, up, upgrades(A, status)), control()])

/** Answers to the request for WebSocket. */
export const WEBSOCKET_CASES: readonly Case[] = [
  yields(CODE, 'a page', answers(200), {
    severity: 'fail',
    says: ['status 200 instead of 101', 'Connection and Upgrade'],
    subject: 'app.example',
  }),
  yields(
    CODE,
    'a redirect says where to',
    sweep([
      check(
        URL,
        {},
        up,
        replies(A, 302, { headers: { location: 'https://login.example/?back=1' } }),
      ),
      control(),
    ]),
    { severity: 'fail', says: ['https://login.example', 'to sign in'], never: ['does not pass'] },
  ),
  yields(CODE, 'upgrade required', answers(426), { severity: 'fail', says: ['426'] }),
  yields(CODE, 'it wants to know who asks', answers(401), {
    severity: 'inconclusive',
    says: ['401', 'who asks', 'headers'],
    never: ['gateway'],
  }),
  yields(
    CODE,
    'a 101 for another request',
    sweep([check(URL, {}, up, upgrades(A, 101, 'wrong-key')), control()]),
    { severity: 'fail', says: ['Sec-WebSocket-Accept'] },
  ),
  spares(CODE, 'it changes to WebSocket', answers(101)),
  spares(CODE, 'the status is expected', answers(401, { http: { status: [401] } })),
  spares(CODE, 'it must be blocked', answers(200, { reachability: 'blocked' })),
  spares(
    CODE,
    'a block page has its own finding',
    sweep([
      check(
        URL,
        {},
        up,
        replies(A, 470, {
          body: 'Action: Deny. Reason: No rule matched. Proceeding with default action.',
        }),
      ),
      control(),
    ]),
  ),
  spares(CODE, 'no WebSocket', sweep([check('https://app.example', {}, up, replies(A, 200))])),
]
