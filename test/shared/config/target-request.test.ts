import { describe, expect, test } from 'vitest'
import { secretWarnings } from '../../../shared/config/secret-warnings.ts'
import { load, placesOf, planned } from './sample.ts'

const target = (keys: string, url = 'https://api.example/') =>
  `targets: [{ name: a, url: "${url}", ${keys} }]`
const env = { TOKEN: 'SECRET-TOKEN', PASSWORD: 'SECRET-PASSWORD' }
const sentBy = (keys: string) => planned(target(keys), env).targets[0]?.sent

describe('the request of a target', () => {
  test.for([
    ['method: HEAD', { method: 'HEAD', headers: {}, body: null, secrets: [] }],
    [
      'headers: { Content-Type: application/json }, body: "{}"',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}', secrets: [] },
    ],
    [
      `headers: { Authorization: "Bearer \${TOKEN}", accept: text/plain }`,
      {
        method: 'GET',
        headers: { authorization: 'Bearer SECRET-TOKEN', accept: 'text/plain' },
        body: null,
        secrets: ['SECRET-TOKEN', 'Bearer SECRET-TOKEN'],
      },
    ],
    [
      `method: PUT, body: "pw=\${PASSWORD}"`,
      { method: 'PUT', headers: {}, body: 'pw=SECRET-PASSWORD', secrets: ['SECRET-PASSWORD'] },
    ],
  ] as const)('%s', ([keys, sent]) => {
    expect(sentBy(keys)).toEqual(sent)
  })

  test('Basic credentials become a header, of which all is secret', () => {
    const sent = sentBy(`auth: { basic: { user: probe, password: "\${PASSWORD}" } }`)
    const encoded = Buffer.from('probe:SECRET-PASSWORD').toString('base64')
    expect(sent?.headers).toEqual({ authorization: `Basic ${encoded}` })
    expect(sent?.secrets).toEqual([encoded, 'probe:SECRET-PASSWORD', 'SECRET-PASSWORD'])
  })

  test('with credentials, 2xx is expected, and no token is asked for', () => {
    const [made] = planned(
      target(`auth: { basic: { user: probe, password: "\${PASSWORD}" } }`),
      env,
    ).targets
    expect(made?.expect.http).toEqual({ status: ['2xx'] })
    expect(made?.auth).toBeUndefined()
  })

  test.for([
    ['method: GET, body: x', 'targets[0].method'],
    ['method: HEAD, expect: { http: { body: x } }', 'targets[0].method'],
    ['method: CONNECT', 'targets[0].method'],
    ['headers: { host: other.example }', 'targets[0].headers.host'],
    ['headers: { content-length: "3" }', 'targets[0].headers.content-length'],
    ['headers: { "a b": x }', 'targets[0].headers.a b'],
    ['headers: { X-A: x, x-a: y }', 'targets[0].headers.x-a'],
    ['headers: { x-a: "x\\r\\nx-b: y" }', 'targets[0].headers.x-a'],
    ['auth: { basic: { user: "a:b", password: c } }', 'targets[0].auth.basic.user'],
    ['auth: { basic: { user: a, password: "" } }', 'targets[0].auth.basic.password'],
    ['auth: { google: s, basic: { user: a, password: b } }', 'targets[0].auth'],
  ] as const)('refuses %s', ([keys, key]) => {
    expect(placesOf(target(keys)).map((place) => place.replace(/^\S+ /, ''))).toEqual([key])
  })

  test.for([
    ['tcp://api.example:1', 'method: GET', 'targets[0].method'],
    ['http://api.example/', 'auth: { basic: { user: a, password: b } }', 'targets[0].auth'],
  ] as const)('refuses at %s %s', ([url, keys, key]) => {
    expect(placesOf(target(keys, url)).map((place) => place.replace(/^\S+ /, ''))).toEqual([key])
  })

  test.for([`headers: { x-a: "\${TOKEN}" }`, `body: "\${TOKEN}"`])(
    'refuses %s over http, and never shows it',
    (keys) => {
      const { problems } = planned(target(keys, 'http://api.example/'), env)
      expect(problems.map((p) => p.message)).toEqual(['The request would send a secret over http'])
      expect(planned(target(keys), env).problems).toEqual([])
    },
  )

  test.for(['ws', 'grpc'])('a secret does not go over %s', (scheme) => {
    const headers = `headers: { authorization: "Bearer \${TOKEN}" }`
    const { problems } = planned(target(headers, `${scheme}://api.example:81`), env)
    expect(problems.map((p) => p.message)).toEqual([
      `The request would send a secret over ${scheme}`,
    ])
  })

  test.for([
    'headers: { x-a: "SECRET\\n" }',
    'headers: { "x a": SECRET }',
    'headers: { Host: SECRET }',
  ])('a message about a header never holds its value: %s', (keys) => {
    const { problems } = load(target(keys))
    expect(problems).toHaveLength(1)
    expect(JSON.stringify(problems)).not.toContain('SECRET')
  })

  test.for([
    ['headers: { Authorization: Bearer SECRET }', 1],
    ['headers: { x-api-key: SECRET }', 1],
    ['auth: { basic: { user: a, password: SECRET } }', 1],
    [`headers: { Authorization: "Bearer \${TOKEN}" }`, 0],
    [`auth: { basic: { user: a, password: "\${TOKEN}" } }`, 0],
    ['headers: { accept: text/plain, x-keyboard: de }', 0],
  ] as const)('warns of a secret that stands in the file: %s', ([keys, count]) => {
    const { config } = load(target(keys), env)
    if (config === null) throw new Error('refused')
    const warnings = secretWarnings(config)
    expect(warnings).toHaveLength(count)
    expect(JSON.stringify(warnings)).not.toContain('SECRET')
  })
})

describe('what a target has of its own', () => {
  test('limits and family reach the target', () => {
    const [made] = planned(target('family: ipv6, limits: { step: 10s, attempts: 1 }')).targets
    expect(made).toMatchObject({ family: 'ipv6', limits: { step: 10_000, attempts: 1 } })
  })

  test.for([
    ['limits: { step: 30s }', 'targets[0].limits.step'],
    ['limits: { target: 1s }', 'targets[0].limits.target'],
    ['limits: { target: 5m, step: 1s }', 'targets[0].limits.target'],
    ['family: ipv6, proxy: "http://proxy.example:3128"', 'targets[0].family'],
  ] as const)('plan refuses %s', ([keys, key]) => {
    expect(planned(target(keys)).problems.map((p) => p.key)).toEqual([key])
  })

  test.for([
    ['MX', '["10 mail.example.", "/^20 /"]'],
    ['A', '[10.0.0.4]'],
    ['CAA', '["0 issue \\"ca.example\\""]'],
    ['SOA', '["ns.example admin.example 1 2 3 4 5"]'],
  ])('records of %s reach the target', ([type, records]) => {
    const [made] = planned(
      target(`expect: { records: ${records} }`, `dns://api.example?type=${type}`),
    ).targets
    expect(made).toMatchObject({ scheme: 'records', record: type })
    expect(made?.expect.records).toEqual(
      JSON.parse(records?.replaceAll('10.0.0.4', '"10.0.0.4"') ?? ''),
    )
  })

  test.for([
    ['TLS://10.1.0.4:853#DNS.Example', 'tls://10.1.0.4#dns.example'],
    ['tls://[FD00::1]', 'tls://[fd00::1]'],
    ['https://10.1.0.4:8443/dns-query', 'https://10.1.0.4:8443/dns-query'],
  ])('the resolver %s reaches the target', ([text, resolver]) => {
    const [made] = planned(target(`resolver: "${text}"`)).targets
    expect(made).toMatchObject({ resolver })
  })

  test.for([
    ['text: ping', '70696e67'],
    ['hex: "1B 00:ff"', '1b00ff'],
    ['base64: cGluZw==', '70696e67'],
  ])('the payload %s reaches the target', ([payload, hex]) => {
    const [made] = planned(target(`send: { ${payload} }`, 'udp://api.example:7')).targets
    expect(made).toMatchObject({ scheme: 'udp', port: 7, payload: hex })
  })

  test('a datagram carries no variable of the environment', () => {
    const { problems } = planned(target(`send: { text: "\${TOKEN}" }`, 'udp://api.example:7'), env)
    expect(problems.map((p) => p.key)).toEqual(['targets[0].send'])
    expect(JSON.stringify(problems)).not.toContain('SECRET')
  })

  test('redirects and a resolver reach the target', () => {
    const [made] = planned(target('redirects: 3, resolver: 10.1.0.4')).targets
    expect(made).toMatchObject({ redirects: 3, resolver: '10.1.0.4:53' })
  })

  test.for([
    ['https://10.0.0.1/', 'family: ipv6', 'family'],
    ['dns://api.example', 'family: ipv4', 'family'],
    ['tls://api.example:1', 'redirects: 2', 'redirects'],
    ['https://api.example/', 'redirects: 2, expect: { reachability: blocked }', 'redirects'],
    ['https://api.example/', 'redirects: 11', 'redirects'],
    ['dns://10.0.0.4/api.example', 'resolver: 10.1.0.4', 'resolver'],
    ['https://api.example/', 'resolver: system', 'resolver'],
    ['https://api.example/', 'resolver: ns.example', 'resolver'],
    ['https://api.example/', 'resolver: "tls://dns.example"', 'resolver'],
    ['https://api.example/', 'resolver: "tls://10.1.0.4/path"', 'resolver'],
    ['https://api.example/', 'resolver: "https://10.1.0.4"', 'resolver'],
    ['https://api.example/', 'resolver: "quic://10.1.0.4"', 'resolver'],
    ['https://api.example/', 'expect: { records: [a] }', 'expect.records'],
    ['dns://api.example?type=MX', 'expect: { records: [mail.example] }', 'expect.records'],
    ['dns://api.example?type=A', 'expect: { records: ["fd00::1"] }', 'expect.records'],
    ['dns://api.example?type=A', 'expect: { addresses: [10.0.0.0/8] }', 'expect.addresses'],
    ['dns://api.example?type=A', 'family: ipv4', 'family'],
    ['dns://api.example', 'expect: { latency: { connect: 1s } }', 'expect.latency'],
    ['https://api.example/', 'send: { text: a }', 'send'],
    ['grpcs://api.example', 'method: POST', 'method'],
    ['grpcs://api.example', 'redirects: 1', 'redirects'],
    ['grpcs://api.example', 'expect: { http: { status: [200] } }', 'expect.http'],
    ['udp://api.example:7', 'family: ipv4', 'send'],
    ['udp://api.example:7', 'send: { text: a, hex: "00" }', 'send'],
    ['udp://api.example:7', 'send: { hex: "0" }', 'send.hex'],
    ['udp://api.example:7', 'send: { base64: "a" }', 'send.base64'],
    ['udp://api.example:7', `send: { text: "${'a'.repeat(1233)}" }`, 'send'],
    ['udp://api.example:7', 'send: { text: a }, proxy: "http://proxy.example:3128"', 'proxy'],
    ['ntp://api.example', 'expect: { reply: a }', 'expect.reply'],
    ['udp://api.example:7', 'send: { text: a }, expect: { reply: "hex:1" }', 'expect.reply'],
  ] as const)('refuses at %s %s', ([url, keys, key]) => {
    expect(placesOf(target(keys, url)).map((p) => p.replace(/^\S+ /, ''))).toEqual([
      `targets[0].${key}`,
    ])
  })
})
