import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../shared/model/report.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { EXPIRED, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { closedPort } from '../fixtures/tcp-server.ts'
import { call, folder } from './call.ts'

const LIMITS = 'limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }\nproxy: none\n'

/** An https server on loopback with a root of its own, and a folder that holds the root. */
async function site(days?: readonly [number, number]) {
  const root = await mintRoot()
  const identity = await mintLeaf(root, { names: ['127.0.0.1'], ...(days && { days }) })
  const server = await httpServer(respond(200, { body: 'ok' }), identity)
  const place = await folder({ 'root.pem': root.pem, 'quick.yaml': LIMITS })
  return {
    url: `https://127.0.0.1:${server.port}`,
    cwd: place.path,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

describe('perimeter check', () => {
  test('--format html is one file that loads nothing', async () => {
    await using at = await site()
    const { out } = await call(
      ['check', '--url', at.url, '--ca', 'root.pem', '--format', 'html'],
      at,
    )
    expect(out).toMatch(/^<!doctype html>\n.*<\/html>\n$/s)
    expect(out).toContain(at.url)
    expect(out).not.toMatch(/<script|<link|<img/)
  })

  test('--format json satisfies the published schema, with all steps and timings', async () => {
    await using at = await site()
    const checked = await call(
      ['check', '--url', at.url, '--ca', 'root.pem', '--format', 'json'],
      at,
    )
    const schema = await call(['schema', 'report'])
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(schema.out),
    )
    const report = JSON.parse(checked.out) as Report
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
    expect(report.results[0]?.observations.map((o) => o.step)).toEqual([
      'connect',
      'handshake',
      'request',
    ])
    expect(report.results[0]?.timings).toMatchObject({
      connect: expect.any(Number),
      tls: expect.any(Number),
      ttfb: expect.any(Number),
      total: expect.any(Number),
    })
    expect(checked).toMatchObject({ status: 0, err: '' })
  })

  test('a name adds what resolving saw', async () => {
    const port = await closedPort()
    await using place = await folder({ 'quick.yaml': LIMITS })
    const url = `http://localhost:${port}`
    const { out } = await call(['check', '-c', 'quick.yaml', '--url', url, '--format', 'json'], {
      cwd: place.path,
    })
    const [result] = (JSON.parse(out) as Report).results
    expect(result?.observations[0]).toMatchObject({ step: 'resolve', engine: 'getaddrinfo' })
    expect(result?.timings.dns).toEqual(expect.any(Number))
  })

  test.for([
    { name: 'all as expected', args: [], status: 0 },
    { name: 'reached, and must be blocked', args: ['--expect', 'reachability=blocked'], status: 1 },
    { name: 'another status than expected', args: ['--expect', 'http.status=204'], status: 1 },
  ])('$name ends with status $status', async ({ args, status }) => {
    await using at = await site()
    const got = await call(
      ['check', '-c', 'quick.yaml', '--url', at.url, '--ca', 'root.pem', ...args],
      at,
    )
    expect(got.status, got.out).toBe(status)
  })

  test('an expired certificate is named first, and ends with status 1', async () => {
    await using at = await site(EXPIRED)
    const args = ['check', '-c', 'quick.yaml', '--url', at.url, '--ca', 'root.pem']
    const got = await call([...args, '--format', 'json'], at)
    const report = JSON.parse(got.out) as Report
    expect(report.results[0]?.findings[0]?.code).toBe('tls-expired')
    expect(got.status).toBe(1)
  })

  test('a report that cannot be stored is printed all the same, and ends with status 3', async () => {
    await using at = await site()
    const config = `${LIMITS}store: { sqlite: no/such/folder/perimeter.db }\n`
    await using place = await folder({ 'nowhere.yaml': config })
    const got = await call(
      ['check', '-c', 'nowhere.yaml', '--url', at.url, '--save', '--format', 'json'],
      { cwd: place.path },
    )
    expect(got.status).toBe(3)
    expect(JSON.parse(got.out)).toHaveProperty('schema', 1)
    expect(got.err).toContain('no/such/folder/perimeter.db')
  })

  test('a saved report is found by history and by diff', async () => {
    await using at = await site()
    const check = ['check', '--url', at.url, '--ca', 'root.pem', '--save', '--format', 'json']
    const first = JSON.parse((await call(check, at)).out) as Report
    await call(check, at)
    const id = first.results[0]?.target.id ?? ''
    const history = await call(['history', id, '--format', 'json'], at)
    expect(JSON.parse(history.out)).toHaveLength(2)
    const byUrl = await call(['history', at.url, '--format', 'json'], at)
    expect(byUrl.out).toBe(history.out)
    const { origin, href } = new URL(at.url)
    expect(href).toBe(`${origin}/`)
    expect((await call(['history', origin, '--format', 'json'], at)).out).toBe(history.out)
    expect((await call(['history', `${id}x`], at)).out).toContain(`Did you mean "${id}"?`)
    const diff = await call(['diff', first.id, 'latest'], at)
    expect(diff.status, diff.out).toBe(0)
  })

  test('--sanitize replaces names in what is printed and written, and in nothing that is saved', async () => {
    const config = `${LIMITS}vantage: contoso-hub\ntargets: [{ name: ledger, url: 'tcp://127.0.0.1:${await closedPort()}' }]\n`
    await using place = await folder({ 'perimeter.yaml': config })
    const at = { cwd: place.path }
    const flags = ['--sanitize', '--save', '--write', 'json=a.json', '--format', 'json']
    const { out, status } = await call(['check', ...flags], at)
    const written = readFileSync(path.join(place.path, 'a.json'), 'utf8')
    for (const text of [out, written]) expect(text).not.toMatch(/contoso-hub|ledger/)
    expect(status).toBe(1)
    const history = await call(['history', 'ledger', '--format', 'json'], at)
    expect(JSON.parse(history.out)).toMatchObject([{ vantage: 'contoso-hub', verdict: 'fail' }])
  })

  test('what is written to a file has no colour, whatever the terminal has', async () => {
    await using place = await folder()
    const url = `tcp://127.0.0.1:${await closedPort()}`
    const at = { cwd: place.path, env: { FORCE_COLOR: '1' } }
    const { out } = await call(['check', '--url', url, '--write', 'pretty=a.txt'], at)
    expect(out).toContain('\u001b[')
    expect(readFileSync(path.join(place.path, 'a.txt'), 'utf8')).not.toContain('\u001b')
  })

  test('--ca adds to the roots of the configuration', async () => {
    await using at = await site()
    const other = await mintRoot('Other')
    const config = `${LIMITS}ca: [root.pem]\ntargets: [{ name: one, url: '${at.url}' }]\n`
    await writeFile(path.join(at.cwd, 'perimeter.yaml'), config)
    await writeFile(path.join(at.cwd, 'other.pem'), other.pem)
    expect(await call(['check', '--ca', 'other.pem'], at)).toMatchObject({ status: 0 })
    expect(await call(['check'], at)).toMatchObject({ status: 0 })
    await writeFile(path.join(at.cwd, 'perimeter.yaml'), config.replace('root.pem', 'other.pem'))
    expect(await call(['check'], at)).toMatchObject({ status: 1 })
    expect(await call(['check', '--ca', 'root.pem'], at)).toMatchObject({ status: 0 })
  })

  test.for([
    ['vantage: mine\n', { CLOUD_RUN_JOB: 'nightly' }, 'mine'],
    ['', { CLOUD_RUN_JOB: 'nightly' }, 'nightly'],
    ['', {}, os.hostname()],
  ] as const)('the vantage of %j and %j is %s', async ([vantage, env, name]) => {
    const text = `${LIMITS}${vantage}targets: [{ name: one, url: 'tcp://127.0.0.1:${await closedPort()}' }]\n`
    // No path of this machine has to open first.
    const limits = text.replace('attempts: 1', 'attempts: 1, warmUp: 1ms')
    await using place = await folder({ 'perimeter.yaml': limits })
    const { out } = await call(['check', '--format', 'json'], { cwd: place.path, env })
    expect((JSON.parse(out) as Report).vantage.name).toBe(name)
  })

  test('--only takes a glob on ids and names', async () => {
    await using at = await site()
    const config = `${LIMITS}targets:\n  - { name: one, url: '${at.url}' }\n  - { name: two, url: '${at.url}' }\n`
    await using place = await folder({ 'perimeter.yaml': config })
    const got = await call(['check', '--only', 'tw*', '--format', 'json'], { cwd: place.path })
    const names = (JSON.parse(got.out) as Report).results.map((r) => r.target.name)
    expect(names).toEqual(['two'])
  })
})

describe('what a pipeline asks for', () => {
  test('--write puts the report into files, besides what is printed', async () => {
    await using at = await site()
    const files = ['--write', 'junit=a.xml', '--write', 'json=b.json']
    const { status, out } = await call(['check', '--url', at.url, '--ca', 'root.pem', ...files], at)
    expect(status).toBe(0)
    expect(out).toContain('PASS')
    expect(readFileSync(path.join(at.cwd, 'a.xml'), 'utf8')).toContain('<testsuite')
    const report = JSON.parse(readFileSync(path.join(at.cwd, 'b.json'), 'utf8')) as Report
    expect(report.summary.pass).toBe(1)
  })

  test.for([
    ['warn', 1],
    ['inconclusive', 0],
    ['fail', 0],
  ] as const)('--fail-on %s of a certificate that ends soon', async ([verdict, status]) => {
    await using at = await site([-1, 5] as const)
    const soon = ['--expect', 'tls.expiresInDays=30', '--fail-on', verdict]
    const args = ['check', '--url', at.url, '--ca', 'root.pem', ...soon]
    expect(await call(args, at)).toMatchObject({ status })
  })

  test.for(['junit', 'pdf=a.pdf', 'junit=', 'junit=missing/a.xml'])(
    '--write %s is refused',
    async (text) => {
      await using at = await site()
      const { status } = await call(
        ['check', '--url', at.url, '--ca', 'root.pem', '--write', text],
        at,
      )
      expect(status).toBe(2)
    },
  )
})

describe('a wrong call ends with status 2 and says what to do', () => {
  test.for([
    { args: ['check', '--nonsense'], says: "unknown option '--nonsense'" },
    { args: ['chekc'], says: 'There is no command "chekc". Did you mean "check"?' },
    { args: ['paint'], says: 'perimeter --help lists them' },
    { args: ['chek'], says: 'chek' },
    { args: ['check'], says: 'Cannot read the configuration perimeter.yaml: ENOENT' },
    { args: ['check', '--url', 'ftp://x.test'], says: 'https' },
    { args: ['check', '--catalog', 'azure-function'], says: 'azure-functions' },
    { args: ['check', '--format', 'xml', '--url', 'tcp://a.test:1'], says: 'Allowed choices' },
    { args: ['check', '--url', 'tcp://a.test:1', '--only', 'zzz'], says: 'matches none of the 1' },
    { args: ['explain', 'tls-expird'], says: 'did you mean tls-expired' },
    { args: ['catalog', 'show', 'gogle-apis'], says: 'did you mean google-apis' },
    { args: ['history', 'x'], says: 'There is no store' },
    { args: ['diff', 'a', 'b'], says: 'There is no store' },
    { args: ['schema', 'reports'], says: 'Allowed choices' },
  ])('$args', async ({ args, says }) => {
    await using place = await folder()
    const got = await call(args, { cwd: place.path })
    expect(got.err).toContain(says)
    expect(got).toMatchObject({ status: 2, out: '' })
  })

  test('ten mistakes in a configuration are ten messages, each with its place and a remedy', async () => {
    await using place = await folder({ 'perimeter.yaml': TEN_MISTAKES })
    const got = await call(['validate'], { cwd: place.path })
    const messages = got.err.match(/^perimeter\.yaml:\d+:\d+: .+\n {4}\S.*$/gm) ?? []
    expect(messages, got.err).toHaveLength(10)
    expect(got.status).toBe(2)
  })
})

const TEN_MISTAKES = `vantge: prod
schedule: "every five minutes"
limits: { concurrency: 0, step: 5 seconds }
resolvers: [resolver.contoso.com]
privateRanges: [10.0.0.0/33]
catalogs:
  - use: azure-functons
targets:
  - name: one
    url: ftp://one.contoso.com
  - name: two
    url: https://two.contoso.com
    expect: { reachability: maybe }
  - name: three
    url: https://\${NO_SUCH_VARIABLE}.contoso.com
`

test('the version, with the commit of a clone', async () => {
  const { status, out } = await call(['--version'])
  expect(status).toBe(0)
  expect(out).toMatch(/^perimeter \d+\.\d+\.\d+( \(commit [0-9a-f]{7,}\))?\n$/)
})
