import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogs, explain, judge, schemas, sweep } from '../../cli/library.ts'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { mintRoot } from '../fixtures/mint.ts'
import { closedPort } from '../fixtures/tcp-server.ts'
import { goldenReports } from '../golden/reports.ts'
import { call, folder } from './call.ts'

const REPORTS = goldenReports().filter(({ name }) => /^(dns|tls|network|expectation)\//.test(name))

test.for(REPORTS)('judge() finds in $name what its sweep found', ({ document }) => {
  const { results } = document as { results: readonly { verdict: string; target: object }[] }
  expect(judge(document).map(({ verdict }) => verdict)).toEqual(
    results.map(({ verdict }) => verdict),
  )
})

test('judge() answers in the order of the results, also where some were not due', () => {
  const golden = REPORTS.find(({ name }) => name === 'dns/own-name-public')
  const document = golden?.document as { results: readonly { target: object }[] }
  const { results, ...rest } = document
  const [one] = results
  const rests = { checkedAt: '2020-01-01T00:00:00.000Z', evidenceIn: null }
  const named = (id: string, more: object) => ({
    ...{ ...one, ...more, target: { ...one?.target, id, name: id } },
  })
  const broken = named('b', { observations: [], ending: 'not-started' })
  const mixed = [named('a', {}), { ...broken, ...rests }, named('c', {})]
  const verdicts = judge({ ...rest, results: mixed }).map(({ verdict }) => verdict)
  expect(verdicts).toEqual(['fail', 'inconclusive', 'fail'])
})

test('judge() takes the ranges of the network that was measured from for private', () => {
  const golden = REPORTS.find(({ name }) => name === 'dns/own-name-public')
  const document = golden?.document as { vantage: object }
  const codes = (privateRanges: readonly string[]) =>
    judge({ ...document, vantage: { ...document.vantage, privateRanges } }).flatMap(
      ({ findings }) => findings.map(({ code }) => code),
    )
  expect(codes([])).toContain('dns-address-unexpected')
  expect(codes(['198.18.0.0/15'])).not.toContain('dns-address-unexpected')
})

test('sweep() reports what check does, and stores nothing', async () => {
  const config = `vantage: here\nproxy: none\nresolvers: []\nlimits: { attempts: 1 }\nca: roots.pem\ntargets: [{ name: "\${NAME}", url: "tcp://127.0.0.1:${await closedPort()}" }]\n`
  const { pem } = await mintRoot()
  await using place = await folder({ 'roots.pem': pem, 'perimeter.yaml': config })
  const env = { NAME: 'own' }
  const report = await sweep(config, { folder: place.path, env })
  const { out } = await call(['check', '--format', 'json'], { cwd: place.path, env })
  const { kind, vantage, summary, results } = JSON.parse(out)
  expect(report).toMatchObject({ kind, vantage, summary })
  expect([kind, report.results[0]?.findings]).toEqual(['cli', results[0].findings])
  expect(readdirSync(place.path).sort()).toEqual(['perimeter.yaml', 'roots.pem'])
  await expect(sweep(config, { folder: place.path, env: {} })).rejects.toThrow('NAME')
  await expect(sweep(config, { folder: '/nowhere', env })).rejects.toThrow('roots.pem')
  const signal = AbortSignal.abort()
  const ended = await sweep(config, { folder: place.path, env, signal })
  expect(ended.summary).toMatchObject({ inconclusive: 1 })
})

test('explain(), catalogs() and schemas() are what the commands print', async () => {
  const printed = async (...args: string[]) => JSON.parse((await call(args)).out)
  const text = 'dial tcp: lookup vault.vault.azure.net on 10.0.0.1:53: no such host'
  const parsed = JSON.parse(JSON.stringify(explain(text)))
  expect(parsed).toEqual(await printed('explain', text, '--format', 'json'))
  expect(catalogs()).toBe(CATALOGS)
  expect(schemas()).toEqual({
    config: await printed('schema', 'config'),
    report: await printed('schema', 'report'),
  })
})
