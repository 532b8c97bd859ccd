import { expect, test } from 'vitest'
import { cloudRunPlatform, warmUpFromNow, warmUpLeft } from '../../runtime/cloud-run.ts'
import { flatHeaders, reasonOf } from '../../runtime/egress.ts'

function coded(code: string, message = 'to https://secret.example', cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code })
}

const BY_PROXY = 'Proxy response (407) !== 200 when HTTP Tunneling'
const PARSER = Object.assign(new Error('Expected HTTP/'), { name: 'HTTPParserError' })
const LOOP = new Error('fetch failed')
LOOP.cause = LOOP

test.for<[string, unknown, string]>([
  ['no error at all', 'https://secret.example', 'could not be sent'],
  ['an error without a code', new Error('to https://secret.example'), 'could not be sent'],
  ['a code', coded('ECONNREFUSED'), 'ECONNREFUSED'],
  ['the code of its cause', new Error('x', { cause: coded('ENOTFOUND') }), 'ENOTFOUND'],
  ['its own code before that of its cause', coded('A', 'x', coded('B')), 'A'],
  ['a code that is a number', Object.assign(new Error('x'), { code: 7 }), 'could not be sent'],
  ['the status of a proxy', new Error(BY_PROXY), 'the proxy answered 407'],
  ['the status of a proxy before its code', coded('UND_ERR', BY_PROXY), 'the proxy answered 407'],
  [
    'the status of a proxy before the code of its cause',
    new Error(BY_PROXY, { cause: coded('X') }),
    'the proxy answered 407',
  ],
  [
    'the status of a proxy in its cause',
    new Error('x', { cause: new Error(BY_PROXY) }),
    'the proxy answered 407',
  ],
  ['what is not HTTP', coded('', 'x', PARSER), 'the answer is not HTTP'],
  ['a cause that is itself', LOOP, 'could not be sent'],
])('of %s it is told: %s', ([, error, expected]) => {
  expect(reasonOf(error)).toBe(expected)
})

test('headers stand by their names in lower case, several in one', () => {
  expect(flatHeaders({ 'Retry-After': '1', 'set-cookie': ['a', 'b'], x: undefined })).toEqual({
    ...{ 'retry-after': '1', 'set-cookie': 'a, b', x: '' },
  })
})

test('what else is known stands over the environment, where it is not empty', () => {
  const env = {
    K_SERVICE: 's',
    K_REVISION: '',
    GOOGLE_CLOUD_PROJECT: 'p',
    GOOGLE_CLOUD_REGION: 'r',
    PERIMETER_EGRESS: 'x'.repeat(301),
  }
  const given = cloudRunPlatform(env, '# c\nnameserver 1.2.3.4 ; c\n\nsearch a\n', {
    ...{ project: 'q', revision: null, zone: '', instance: 'i' },
  })
  expect(given).toEqual({
    cloud: 'gcp',
    region: 'r',
    app: 's',
    facts: {
      service: 's',
      egress: 'x'.repeat(300),
      project: 'q',
      instance: 'i',
      resolvConf: 'nameserver 1.2.3.4; search a',
    },
  })
  expect(cloudRunPlatform(env, null, { region: 'z' }).region).toBe('z')
  expect(cloudRunPlatform({}, null)).toEqual({ cloud: 'gcp', region: null, app: null, facts: {} })
})

test.for([
  [0, 0, 120_000],
  [0, 119_999, 1],
  [0, 120_001, 0],
  [5_000, 1_000, 4_000],
  [5_000, 5_001, 0],
] as const)('of a warm-up of %i ms after %i ms are left %i', ([configured, age, left]) => {
  expect(warmUpLeft(configured, age)).toBe(left)
  expect(warmUpFromNow(configured, { K_SERVICE: 's', K_REVISION: 'r' }, () => age)).toBe(left)
  expect(warmUpFromNow(configured, {}, () => age)).toBe(configured)
})
