import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../shared/model/finding.ts'
import type { Report } from '../../shared/model/report.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { passing, sample } from '../shared/report/sample.ts'
import { call, folder } from './call.ts'

const FUNCTIONS = [
  '--catalog',
  'azure-functions',
  ...['app=func-a', 'region=japaneast', 'build=python'].flatMap((w) => ['--with', w]),
]

/** A folder with a configuration of two targets on loopback that pass, and their report, stored and as a file. */
async function checked() {
  const server = await httpServer(respond(200, { body: 'ok' }))
  const url = `http://127.0.0.1:${server.port}`
  const config = `
limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }
proxy: none
targets:
  - { name: one, url: '${url}/1' }
  - { name: two, url: '${url}/2' }
`
  const place = await folder({ 'perimeter.yaml': config })
  const cwd = place.path
  const { out } = await call(['check', '--save', '--format', 'json'], { cwd })
  return {
    cwd,
    report: JSON.parse(out) as Report,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

/** Writes the report with a finding on the target `two`. */
async function withFinding(
  { cwd, report }: { cwd: string; report: Report },
  code: Finding['code'],
) {
  const texts = { subject: 's', summary: 's', cause: 'c', fix: 'f', docs: 'https://docs.example/' }
  const finding: Finding = { code, severity: 'fail', evidence: [], ...texts }
  const results = report.results.map((result) =>
    result.target.name === 'two' ? { ...result, verdict: 'fail', findings: [finding] } : result,
  )
  await writeFile(path.join(cwd, 'report.json'), JSON.stringify({ ...report, results }))
}

function refused(host: string, code: Finding['code']) {
  const texts = { subject: host, summary: 's', cause: 'c', fix: 'f', docs: 'https://docs.example/' }
  const finding: Finding = { code, severity: 'fail', evidence: [], ...texts }
  const given = passing(host)
  const target = { ...given.seen.target, id: host.replaceAll('.', '-'), name: host }
  return {
    ...given,
    verdict: 'fail' as const,
    findings: [finding],
    seen: { ...given.seen, target },
  }
}

function causeFor(code: Finding['code'], subject: string, hosts: readonly string[]) {
  const texts = { statement: 's', cause: 'c', fix: 'f', docs: 'https://docs.example/' }
  const targets = hosts.map((host) => host.replaceAll('.', '-'))
  const contrast = { failing: targets.length, passing: 0, examples: [] }
  const about = { id: `${code} ${subject}`, code, subject, severity: 'fail', scope: [] }
  return { ...about, ...texts, targets, capabilities: [], contrast }
}

describe('perimeter rules', () => {
  test('prints an ARM template for a catalog and its parameters, and nothing else', async () => {
    const got = await call(['rules', ...FUNCTIONS, '--for', 'azure-firewall'])
    expect(got).toMatchObject({ status: 0, err: '' })
    expect(JSON.parse(got.out)).toMatchObject({ contentVersion: '1.0.0.0' })
  })

  test('is the same every time', async () => {
    const args = ['rules', ...FUNCTIONS, '--for', 'gcp-ngfw']
    expect((await call(args)).out).toBe((await call(args)).out)
  })

  test('--only takes a whole catalog, whose ids have slashes', async () => {
    const args = ['rules', ...FUNCTIONS, '--for', 'squid', '--only', 'azure-functions*']
    expect(await call(args)).toMatchObject({ status: 0, err: '' })
  })

  test('--only takes a glob on ids and names', async () => {
    const args = ['rules', ...FUNCTIONS, '--for', 'squid', '--only', '*/pypi*']
    const { out } = await call(args)
    const hosts = [...out.matchAll(/dstdomain -n (\S+)/g)].map(([, host]) => host)
    expect(hosts).toEqual(['files.pythonhosted.org', 'pypi.org'])
  })

  test.for(['squid', 'azure-firewall', 'gcp-dns'])(
    '--missing says of the last report in the store, for %s, that nothing is missing',
    async (format) => {
      await using at = await checked()
      const got = await call(['rules', '--for', format, '--missing'], at)
      expect(got).toMatchObject({ status: 0, err: '' })
      expect(got.out).toContain('nothing is missing')
      expect(got.out).not.toContain('http_access')
    },
  )

  test('--missing is about the vantage of the configuration, whoever reported last', async () => {
    await using at = await checked()
    const store = openSqliteStore(path.join(at.cwd, 'perimeter.db'))
    const vantage = { ...at.report.vantage, name: 'another' }
    await store.append({
      ...at.report,
      id: 'later',
      vantage,
      startedAt: '2099-01-01T00:00:00.000Z',
    })
    await store.close()
    const report = async (...config: string[]) => {
      const { out } = await call(['rules', '--for', 'squid', '--missing', ...config], at)
      return /By the report (\S+)\./.exec(out)?.[1]
    }
    expect(await report()).toBe('later')
    const own = await readFile(path.join(at.cwd, 'perimeter.yaml'), 'utf8')
    await writeFile(
      path.join(at.cwd, 'own.yaml'),
      `vantage: ${JSON.stringify(at.report.vantage.name)}\n${own}`,
    )
    expect(await report('--config', 'own.yaml')).toBe(at.report.id)
  })

  test('--missing FILE has a rule for what was found blocked, and for nothing else', async () => {
    await using at = await checked()
    await withFinding(at, 'tls-blocked-by-name')
    // The same targets by id, at names that a firewall is about.
    const [one, two] = ['one', 'two'].map((n) => `{ name: ${n}, url: 'https://${n}.example.com/' }`)
    await writeFile(path.join(at.cwd, 'named.yaml'), `targets: [${one}, ${two}]`)
    const args = ['rules', '-c', 'named.yaml', '--missing', 'report.json']
    const { out } = await call([...args, '--for', 'azure-firewall'], at)
    const [collection] = JSON.parse(out).resources[0].properties.ruleCollections
    expect(collection.rules).toMatchObject([{ targetFqdns: ['two.example.com'] }])
    expect((await call([...args, '--for', 'gcp-dns'], at)).out).toContain('nothing for gcp-dns')
  })

  test('--missing tells what no rule mends', async () => {
    await using at = await checked()
    await withFinding(at, 'tls-expired')
    const got = await call(['rules', '--for', 'squid', '--missing', 'report.json'], at)
    expect(got.status).toBe(0)
    expect(got.out).toContain('nothing is missing')
    expect(got.out).toContain('#   two: tls-expired')
  })

  test('prints one change for the whole scope of a cause, by its id or its code', async () => {
    const hosts = ['a.example.com', 'b.example.com', 'c.example.com', 'd.example.com']
    const targets = hosts.map((host) => `  - { name: ${host}, url: 'https://${host}' }`)
    await using place = await folder({ 'named.yaml': `targets:\n${targets.join('\n')}\n` })
    const found = hosts.map((host, index) =>
      refused(host, index < 2 ? 'tls-blocked-by-name' : 'tcp-dropped'),
    )
    const causes = [
      causeFor('tls-blocked-by-name', 'names without a rule', hosts.slice(0, 2)),
      causeFor('tcp-dropped', 'public addresses', hosts.slice(2)),
    ]
    const report = { ...sample(found), causes }
    await writeFile(path.join(place.path, 'report.json'), JSON.stringify(report))
    const rules = ['rules', '-c', 'named.yaml', '--for', 'azure-firewall']
    const at = { cwd: place.path }
    for (const cause of ['tls-blocked-by-name', 'tls-blocked-by-name names without a rule']) {
      const got = await call([...rules, '--missing', 'report.json', '--cause', cause], at)
      expect(got.err).toBe('')
      for (const host of hosts.slice(0, 2)) expect(got.out).toContain(host)
      for (const host of hosts.slice(2)) expect(got.out).not.toContain(host)
    }
    const unknown = await call([...rules, '--missing', 'report.json', '--cause', 'x'], at)
    expect(unknown).toMatchObject({ status: 2, out: '' })
    expect(unknown.err).toContain('tcp-dropped public addresses')
    const stored = await call([...rules, '--missing', 'tcp-dropped'], at)
    expect(stored.err).toContain('There is no store')
  })

  test('has the DNS servers of the configuration', async () => {
    await using place = await folder({
      'perimeter.yaml':
        'resolvers: [system, 10.0.0.4]\ntargets: [{ name: a, url: "https://a.corp.test" }]\n',
    })
    const { out } = await call(['rules', '--for', 'nsg'], { cwd: place.path })
    expect(out).toContain('10.0.0.4')
  })

  test.for([
    { args: ['rules'], says: '--for' },
    { args: ['rules', '--for', 'iptables'], says: 'azure-firewall' },
    { args: ['rules', '--for', 'squid'], says: 'Cannot read the configuration' },
    { args: ['rules', ...FUNCTIONS, '--for', 'squid', '--only', 'zzz'], says: 'matches none of' },
    { args: ['rules', ...FUNCTIONS, '--for', 'squid', '--missing'], says: 'There is no store' },
    {
      args: ['rules', ...FUNCTIONS, '--for', 'squid', '--missing', 'no.json'],
      says: 'Cannot read the report no.json: ENOENT; check the path',
    },
  ])('refuses $args', async ({ args, says }) => {
    await using place = await folder()
    const got = await call(args, { cwd: place.path })
    expect(got.err).toContain(says)
    expect(got).toMatchObject({ status: 2, out: '' })
  })
})
