import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const A = '20.2.2.2'
const at = (url: string, status: number, how: Parameters<typeof replies>[2]) =>
  sweep([check(url, {}, resolves([A]), opens(A), secures(A), replies(A, status, how))])
const html = (body: string) => ({ body, headers: { 'content-type': 'text/html' } })

/** Two addresses asked in clear that answer with a page; where the host is shown, as its own. */
const pages = (urls: readonly [string, string], page: (host: string) => string, expect = {}) =>
  sweep(
    urls.map((url, i) =>
      check(url, { expect }, resolves([`20.2.2.${i + 2}`]), opens(`20.2.2.${i + 2}`), [
        replies(`20.2.2.${i + 2}`, 200, {
          headers: { 'content-type': 'text/html' },
          body: page(URL.parse(url)?.hostname ?? ''),
        }),
      ]),
    ),
  )
const MIRRORS = ['http://archive.ubuntu.com/', 'http://pkg.test/'] as const
const signIn = (host: string) =>
  `<!DOCTYPE html><title>Guest network</title><p>Sign in to reach ${host}</p><form></form>`

/** Pages that somebody else may have written: a portal’s in clear, and one in place of a file. */
export const PORTAL_PAGE_CASES: readonly Case[] = [
  yields(
    'http-not-recognised',
    'one sign-in page in clear at unrelated sites',
    pages(MIRRORS, signIn),
    {
      severity: 'warn',
      says: ['page that pkg.test gave, too', 'guest network', 'until somebody signs in'],
      subject: 'guest network',
    },
  ),
  yields(
    'http-not-recognised',
    'the same, where 200 is expected',
    pages(MIRRORS, signIn, { http: { status: [200] } }),
    { severity: 'fail' },
  ),
  yields(
    'blocked-not-proven',
    'a portal answers for what must be blocked',
    pages(MIRRORS, signIn, { reachability: 'blocked' }),
    { severity: 'inconclusive', says: ['portal of the network'] },
  ),
  ...(
    [
      ['of two sites of one owner', pages(['http://one.example/', 'http://two.test/'], signIn)],
      ['of one site', pages(['http://a.ubuntu.com/', 'http://b.ubuntu.com/'], signIn)],
      ['that differs', pages(MIRRORS, (host) => `${signIn(host)}${host.length}`)],
      ['that lets nobody in', pages(MIRRORS, () => '<!DOCTYPE html><title>It works!</title>')],
      ['over TLS', pages(['https://archive.ubuntu.com/', 'https://pkg.test/'], signIn)],
      ['that is described', pages(MIRRORS, signIn, { http: { body: 'Sign in' } })],
    ] as const
  ).map(([what, evidence]) => spares('http-not-recognised', `a page ${what}`, evidence)),
  ...(
    [
      'http://pkg.test/root.crl',
      'https://pkg.test/a_1.2-3.deb',
      'http://pkg.test/connect.TXT',
    ] as const
  ).map((url) =>
    yields(
      'http-not-recognised',
      `a page for ${url}`,
      at(url, 200, html('<html><head><title>Hello</title>')),
      {
        severity: 'warn',
        says: [
          `where a .${url.split('.').at(-1)?.toLowerCase()} file was asked for`,
          'titled “hello”',
        ],
      },
    ),
  ),
  ...(
    [
      [
        'a file',
        'http://pkg.test/root.crl',
        200,
        { headers: { 'content-type': 'text/html' }, body: '0\x82' },
      ],
      ['a page for a page', 'http://pkg.test/', 200, html('<html>')],
      ['a text that one browses, over TLS', 'https://pkg.test/notes.txt', 200, html('<html>')],
      ['a page that says there is no such file', 'http://pkg.test/root.crl', 404, html('<html>')],
      ['a file without a type', 'http://pkg.test/a.sh', 200, { body: '<html>' }],
    ] as const
  ).map(([what, url, status, how]) => spares('http-not-recognised', what, at(url, status, how))),
  yields(
    'blocked-not-proven',
    'a page for a file that must be blocked',
    sweep([
      check(
        'http://pkg.test/a.zip',
        { expect: { reachability: 'blocked' } },
        resolves([A]),
        opens(A),
        [replies(A, 200, html('<html>'))],
      ),
      control(),
    ]),
    { severity: 'inconclusive', says: ['a page where a file was asked for'] },
  ),
]
