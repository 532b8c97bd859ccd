import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const FIRST = 'https://app.example/a'
const A = '20.2.2.2'
const CODE = 'http-redirect-not-followed'
const up = [resolves([A]), opens(A), secures(A)].flat()
const sends = (location: string, status = 302) => replies(A, status, { headers: { location } })
const to = (
  location: string,
  of: Parameters<typeof check>[1] = { redirects: 3 },
  status?: number,
) => sweep([check(FIRST, of, up, sends(location, status)), control()])

/** Two names asked in clear, and where each is sent. */
const inClear = (first: string, second: string, status = 302, expect = {}) =>
  sweep(
    ['http://one.example', 'http://two.test'].map((url, i) =>
      check(url, { expect }, resolves([`20.2.2.${i + 2}`]), opens(`20.2.2.${i + 2}`), [
        replies(`20.2.2.${i + 2}`, status, { headers: { location: i === 0 ? first : second } }),
      ]),
    ),
  )
const GATE = 'http://gate.corp.invalid:8880/login?x=1'
const IDP = 'https://idp.invalid/authorize?client_id=a&redirect_uri=b'

/** Redirects: of targets that follow them, and those that somebody else may have written. */
export const REDIRECT_CASES: readonly Case[] = [
  yields(CODE, 'to itself', to('/a'), {
    severity: 'fail',
    says: ['circle', 'X-Forwarded-Proto'],
    subject: 'app.example',
  }),
  yields(CODE, 'more than allowed', to('/b?ticket=SECRET', { redirects: 0 }), {
    severity: 'inconclusive',
    says: ['as many redirects', 'Raise redirects'],
    never: ['SECRET'],
  }),
  yields(CODE, 'to a metadata server', to('https://169.254.169.254/latest'), {
    severity: 'inconclusive',
    says: ['metadata server'],
  }),
  yields(CODE, 'to an app', to('myapp://open/this'), {
    severity: 'inconclusive',
    says: ['no URL of http'],
  }),
  yields(
    CODE,
    'the second leads back to the first',
    sweep([
      check(
        'https://b.example/b',
        { redirects: 2, redirectedFrom: FIRST },
        up,
        sends('https://app.example/a'),
      ),
      check(FIRST, { redirects: 3 }, up, sends('https://b.example/b')),
    ]),
    { severity: 'fail', says: ['circle'] },
  ),
  spares(CODE, 'to another page, which is followed', to('https://www.example/')),
  spares(CODE, 'nothing is followed here', to('/a', {})),
  spares(CODE, 'created, with the place of it', to('/a', { redirects: 3 }, 201)),
  spares(
    'http-status-unexpected',
    'what is expected of the answer is expected of the last',
    to('https://www.example/', { redirects: 3, expect: { http: { status: [200] } } }),
  ),
  yields(
    'http-status-unexpected',
    'the last answer is another',
    sweep([
      check(
        'https://b.example/b',
        { redirects: 2, redirectedFrom: FIRST, expect: { http: { status: [200] } } },
        up,
        replies(A, 404),
      ),
      check(
        FIRST,
        { redirects: 3, expect: { http: { status: [200] } } },
        up,
        sends('https://b.example/b'),
      ),
    ]),
    { severity: 'fail', says: ['404'] },
  ),
  yields('http-redirected-elsewhere', 'two sites in clear to one login', inClear(GATE, GATE), {
    severity: 'warn',
    says: ['gate.corp.invalid:8880/login', 'two.test leads, too', 'until somebody signs in'],
    subject: 'gate.corp.invalid',
  }),
  yields(
    'http-redirected-elsewhere',
    'the same, where 200 is expected',
    inClear(GATE, GATE, 307, { http: { status: [200] } }),
    { severity: 'fail' },
  ),
  ...(
    [
      ['each to a login of its own', inClear(GATE, 'http://login.two.invalid/login')],
      ['for good', inClear(GATE, GATE, 301)],
      ['to one identity provider', inClear(IDP, IDP)],
      ['as is expected', inClear(GATE, GATE, 302, { http: { status: [302] } })],
      ['to one home page', inClear('http://group.invalid/', 'http://group.invalid/')],
    ] as const
  ).map(([what, evidence]) => spares('http-redirected-elsewhere', what, evidence)),
]
