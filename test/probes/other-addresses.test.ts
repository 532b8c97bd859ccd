import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { judge } from '../../shared/judge/judge.ts'
import { PATIENT, stepContext } from '../fixtures/context.ts'
import { dnsServer } from '../fixtures/dns-server.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { openTunnels, proxyServer } from '../fixtures/proxy-server.ts'
import { options, steps } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { closedPort } from '../fixtures/tcp-server.ts'
import { BOOK } from '../shared/judge/evidence.ts'

/** An address of this host on which nobody listens. */
const DEAD = '127.0.0.2'

test('where no address of the application accepts, those that a resolver gave are tried', async () => {
  await using server = await httpServer(respond(200))
  await using dns = await dnsServer({ zone: [['app.test', 'A', '127.0.0.1']] })
  const target = targetOf(`http://app.test:${server.port}/`)
  const network = { lookup: async () => [DEAD] }
  const evidence = await sweep([target], options({ resolvers: [dns.text] }, network))
  const seen = evidence.targets[0]?.observations ?? []
  const connects = seen.flatMap((o) => (o.step === 'connect' ? [[o.address, o.failure?.code]] : []))
  expect(connects).toEqual([
    [DEAD, 'connection_refused'],
    ['127.0.0.1', undefined],
  ])
})

test('where the application reaches the target, no other address is tried', async () => {
  await using server = await httpServer(respond(200))
  await using dns = await dnsServer({ zone: [['app.test', 'A', DEAD]] })
  const target = targetOf(`http://app.test:${server.port}/`)
  const evidence = await sweep([target], options({ resolvers: [dns.text] }))
  expect(steps(evidence.targets[0]?.observations ?? [])).toEqual([
    'resolve ok',
    'resolve ok',
    'resolve dns_no_answer',
    'connect ok',
    'request ok',
  ])
})

test('every address is dialled, and one of each family is asked', async () => {
  await using server = await httpServer(respond(200))
  const { dial } = stepContext().network
  const addresses = ['127.0.0.1', DEAD, 'fd00::1', 'fd00::2']
  const network = { lookup: async () => addresses, dial: () => dial('127.0.0.1', server.port) }
  const { targets } = await sweep([targetOf('http://app.test')], options({}, network))
  const seen = targets[0]?.observations ?? []
  const of = (step: string) =>
    seen.flatMap((one) => (one.step === step && 'address' in one ? [one.address] : []))
  expect(of('connect')).toEqual(addresses)
  const families = of('request').map((address) => (address?.includes(':') ? 'ipv6' : 'ipv4'))
  expect(families.toSorted()).toEqual(['ipv4', 'ipv6'])
})

test('the second address of a proxy is tried where the first refuses, and both are evidence', async () => {
  await using server = await httpServer(respond(200))
  await using proxy = await proxyServer(openTunnels(() => server))
  const refused = await closedPort()
  const ports: Record<string, number> = { '127.0.0.1': proxy.port, '127.0.0.2': refused }
  const { dial } = stepContext().network
  const target = targetOf('http://app.test/', {
    scheme: 'tcp',
    pathKind: 'proxy',
    proxy: { scheme: 'http', host: 'proxy.test', port: 3128, authorization: null },
  })
  const network = {
    lookup: async () => ['127.0.0.2', '127.0.0.1'],
    dial: (address: string) => dial('127.0.0.1', ports[address] ?? 0),
  }
  const evidence = await sweep([target], options({}, network))
  expect(steps(evidence.targets[0]?.observations ?? []).slice(0, 5)).toEqual([
    'resolve ok',
    'resolve ok',
    'connect connection_refused',
    'connect ok',
    'proxy ok',
  ])
})

test('getaddrinfo is waited for as long as resolv.conf makes it wait, and not asked again then', async () => {
  let asked = 0
  const lookup = () => {
    asked++
    return new Promise<readonly string[]>(() => {})
  }
  const stub = () => ({ timeout: 100, attempts: 1, search: [] })
  const limits = {
    concurrency: 1,
    sweep: PATIENT,
    target: PATIENT,
    step: 50,
    attempts: 3,
    warmUp: 0,
  }
  const target = targetOf('dns://app.test')
  const evidence = await sweep([target], options({ limits }, { lookup, stub }))
  const [o] = evidence.targets[0]?.observations ?? []
  expect(o?.failure?.code).toBe('generic_timeout_error')
  expect((o?.t ?? 0) - (o?.t0 ?? 0)).toBeGreaterThanOrEqual(599)
  expect(asked).toBe(1)
})

test('of many addresses all are connected to, and eight are spoken to', async () => {
  await using server = await httpServer(respond(200))
  const all = Array.from({ length: 24 }, (_, i) => `10.9.9.${i + 1}`)
  const dead = '10.9.9.21'
  const network = {
    lookup: async () => all,
    dial: (address: string, port: number) => connect(address === dead ? 1 : port, '127.0.0.1'),
  }
  const target = targetOf(`http://app.test:${server.port}/`)
  const evidence = await sweep([target], options({}, network))
  const seen = evidence.targets[0]?.observations ?? []
  const connects = seen.filter((o) => o.step === 'connect')
  expect(new Set(connects.map((o) => o.address))).toEqual(new Set(all))
  expect(connects.filter((o) => o.failure !== null).map((o) => o.address)).toEqual([dead])
  const [judgement] = judge(evidence, { book: BOOK })
  expect(seen.filter((o) => o.step === 'request')).toHaveLength(1)
  expect(judgement?.findings.map(({ code, summary }) => `${code}: ${summary}`)).toEqual([
    expect.stringContaining('tcp-some-addresses-fail: 1 of 24 addresses of app.test'),
  ])
})
