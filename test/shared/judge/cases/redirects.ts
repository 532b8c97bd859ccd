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

/** Redirects of targets that follow them. */
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
]
