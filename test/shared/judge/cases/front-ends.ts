import { GATEWAY_PAGES, STOPPED_PAGES } from '../answer/gateway-pages.ts'
import { check, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const A = '20.2.2.2'
const at = (url: string, { status, headers, body }: (typeof STOPPED_PAGES)[number]['answer']) =>
  sweep([
    check(
      url,
      {},
      resolves([A]),
      opens(A),
      secures(A),
      replies(A, status ?? 0, { headers: { ...headers }, body }),
    ),
  ])

/** What front ends answer for what stands behind them, with all that is said of it. */
export const FRONT_END_CASES: readonly Case[] = [
  ...STOPPED_PAGES.map(({ name, answer, who }) =>
    yields('http-service-stopped', name, at('https://app.example', answer), {
      severity: 'warn',
      says: [`status ${answer.status}`],
      ...(/App Service|Functions/.test(who?.source ?? '') ? {} : { never: ['by a quota'] }),
    }),
  ),
  ...GATEWAY_PAGES.map(({ name, answer }) =>
    yields('http-gateway-cannot-reach-service', name, at('https://app.example', answer), {
      severity: 'warn',
      says: [`status ${answer.status}`],
    }),
  ),
  yields(
    'http-not-recognised',
    'a vault that refuses without a word',
    at('https://kvlab.vault.azure.net', {
      status: 403,
      headers: { 'x-ms-request-id': '1' },
      body: '',
    }),
    { severity: 'warn', says: ['network or for want of permission'] },
  ),
  spares(
    'http-not-recognised',
    'an app of one’s own that does',
    at('https://app.azurewebsites.net', { status: 403, headers: {}, body: '' }),
  ),
  ...([[421], [200, 421], ['4xx', 421]] as const).map((status) =>
    spares(
      'http-service-stopped',
      `a status that is expected, by ${status.join(' or ')}`,
      sweep([
        check(
          'https://app.example',
          { expect: { http: { status: [...status] } } },
          resolves([A]),
          opens(A),
          secures(A),
          replies(A, 421),
        ),
      ]),
    ),
  ),
  ...([[200], [404], ['2xx', 403]] as const).map((status) =>
    yields(
      'http-service-stopped',
      `another status than is expected, ${status.join(' or ')}`,
      sweep([
        check(
          'https://app.example',
          { expect: { http: { status: [...status] } } },
          resolves([A]),
          opens(A),
          secures(A),
          replies(A, 421),
        ),
      ]),
      { severity: 'fail', says: ['status 421'] },
    ),
  ),
]
