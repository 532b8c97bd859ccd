import { describe, expect, test } from 'vitest'
import { allowedAddresses, isAllowed } from '../../../shared/web/allow.ts'
import { tokenAuth } from '../../../shared/web/auth.ts'
import { wantsPage } from '../../../shared/web/route.ts'
import { limit, time } from '../../../shared/web/routes/query.ts'
import { isForeign } from '../../../shared/web/secure.ts'

const TOKEN = '0123456789abcdef'
const asking = (headers: Readonly<Record<string, string>>) =>
  new Request('http://probe.test:8080/api/status', { headers })
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('tokenAuth()', () => {
  test.for([
    [`Bearer ${TOKEN}`, true],
    [`bearer ${TOKEN}`, true],
    [`BEARER   ${TOKEN}`, true],
    [`Basic ${base64(`any:${TOKEN}`)}`, true],
    [`basic ${base64(`:${TOKEN}`)}`, true],
    [`Basic ${base64(`any:x:${TOKEN}`)}`, false],
    [`Basic ${base64(TOKEN)}`, false],
    [`Basic ${TOKEN}`, false],
    [`Bearer ${base64(`any:${TOKEN}`)}`, false],
    [`Bearer ${TOKEN}x`, false],
    [`Bearer ${TOKEN.slice(1)}`, false],
    [`Digest ${TOKEN}`, false],
    [TOKEN, false],
    ['', false],
  ] as const)('%s lets in: %s', async ([authorization, isIn]) => {
    const caller = await tokenAuth(TOKEN)(asking({ authorization }))
    expect(caller).toEqual(isIn ? { name: 'token' } : null)
  })

  test('no header lets nobody in, and a token of fewer than 16 characters is refused', async () => {
    expect(await tokenAuth(TOKEN)(asking({}))).toBeNull()
    expect(() => tokenAuth(TOKEN.slice(1))).toThrow(RangeError)
  })
})

test.for([
  ['text/html', true],
  ['text/html,application/xhtml+xml,*/*;q=0.8', true],
  ['application/json', false],
  ['application/json, text/html;q=0.9', false],
  ['application/json;q=0.5, TEXT/HTML; Q=0.9', true],
  ['text/html, application/json', false],
  ['text/html;q=0', false],
  ['text/html;q=x', false],
  ['text/html;level=1;q=0.3, application/json;q=0.2', true],
  ['*/*', false],
  ['', false],
] as const)('whoever accepts %j gets a page: %s', ([accept, page]) => {
  expect(wantsPage(asking({ accept }))).toBe(page)
})

test.for([
  [{}, false],
  [{ 'sec-fetch-site': 'same-origin' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ 'sec-fetch-site': 'same-site' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, true],
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://evil.test' }, false],
  [{ origin: 'http://probe.test:8080' }, false],
  [{ origin: 'https://probe.test:8080' }, false],
  [{ origin: 'http://probe.test' }, true],
  [{ origin: 'http://evil.test:8080' }, true],
  [{ origin: 'null' }, true],
] as const)('a request with %j was made by another site: %s', ([headers, foreign]) => {
  expect(isForeign(asking(headers))).toBe(foreign)
})

describe('onDemand.allow', () => {
  test.for([
    ['api.test', 'api.test', 443, true],
    ['API.test', 'api.test', 443, true],
    ['api.test:443', 'api.test', 443, true],
    ['api.test:443', 'api.test', 444, false],
    ['api.test:*', 'api.test', 444, true],
    ['api.test', 'b.api.test', 443, false],
    ['*.api.test', 'b.api.test', 443, true],
    ['*.api.test', 'a.b.api.test', 443, true],
    ['*.api.test', 'api.test', 443, false],
    ['*.api.test', '.api.test', 443, false],
    ['*.api.test', 'bapi.test', 443, false],
    ['*.api.test:443', 'b.api.test', 80, false],
    ['*', 'any.test', 80, true],
    ['*:80', 'any.test', 81, false],
    ['*', '10.0.0.1', 80, false],
    ['10.0.0.1', '10.0.0.1', 80, true],
    ['10.0.0.1:80', '10.0.0.1', 81, false],
    ['10.0.0.1', '10.0.0.2', 80, false],
    ['[fd00::1]', 'fd00::1', 80, true],
    ['[FD00:0::1]:80', 'fd00::1', 80, true],
    ['[fd00::1]:80', 'fd00:0::1', 80, true],
    ['[fd00::1]:80', 'fd00::1', 81, false],
    ['[fd00::1]', 'fd00::2', 80, false],
    ['*', 'fd00::1', 80, false],
  ] as const)('%s admits %s:%i: %s', ([pattern, host, port, admitted]) => {
    expect(isAllowed([pattern], host, port)).toBe(admitted)
    expect(isAllowed(['other.test', pattern], host, port)).toBe(admitted)
    expect(isAllowed([], host, port)).toBe(false)
  })

  test('the addresses that it names, each with its port', () => {
    const allow = ['api.test', '10.0.0.1', '10.0.0.2:80', '10.0.0.3:*', '*', '[FD00:0::1]:443']
    expect(allowedAddresses(allow)).toEqual([
      { address: '10.0.0.1', port: null },
      { address: '10.0.0.2', port: 80 },
      { address: '10.0.0.3', port: null },
      { address: 'fd00::1', port: 443 },
    ])
  })
})

test.for([
  [undefined, 20],
  ['1', 1],
  ['500', 500],
  ['501', null],
  ['0', null],
  ['1.5', null],
  ['x', null],
] as const)('a limit of %j: %j', ([given, read]) => {
  expect(limit(20, 500).safeParse(given).data ?? null).toBe(read)
})

test('a time with any offset is UTC afterwards', () => {
  expect(time.parse('2026-11-22T09:00:00+09:00')).toBe('2026-11-22T00:00:00.000Z')
  expect(time.safeParse('2026-11-22').success).toBe(false)
})
