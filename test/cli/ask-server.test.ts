import { expect, test } from 'vitest'
import type { Report } from '../../shared/model/report.ts'
import { type DnsServerOptions, dnsServer } from '../fixtures/dns-server.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { call, folder } from './call.ts'

const ZONE: DnsServerOptions = { zone: [['www.example.com', 'A', '20.2.2.2']] }

/** The findings of a sweep that asks one server on loopback, beside a control that answers. */
async function findingsOf(server: DnsServerOptions, expected: string) {
  await using dns = await dnsServer(server)
  await using other = await dnsServer(ZONE)
  await using control = await httpServer(respond(200))
  await using place = await folder({
    'perimeter.yaml': `limits: { step: ${server.misbehave === 'silent' ? '1s' : '20s'}, target: 40s, sweep: 60s, attempts: 1 }
resolvers: ["${other.text}"]
proxy: none
targets:
  - { name: asked, url: "dns://${dns.text}/www.example.com", expect: ${expected} }
  - { name: control, url: "http://127.0.0.1:${control.port}/" }
`,
  })
  const { out, err } = await call(['check', '--format', 'json'], { cwd: place.path })
  expect(err).toBe('')
  const [asked] = (JSON.parse(out) as Report).results
  expect(dns.asked.map((q) => `${q.type} ${q.transport}`).sort()).toEqual(['A udp', 'AAAA udp'])
  expect(other.asked).toEqual([])
  return asked
}

test.for([
  ['answers', ZONE, 'reachable-but-must-be-blocked', 'fail'],
  ['is silent', { misbehave: 'silent' }, 'blocked-as-wanted', 'pass'],
  ['fails', { misbehave: 'servfail' }, 'blocked-not-proven', 'inconclusive'],
] as const)('a DNS server that must be blocked and %s', async ([, server, code, verdict]) => {
  const asked = await findingsOf(server, '{ reachability: blocked }')
  expect(asked?.findings.map((f) => f.code)).toEqual([code])
  expect(asked?.verdict).toBe(verdict)
})

test('a DNS server that must answer and does, with its time', async () => {
  const asked = await findingsOf(ZONE, '{ addresses: [20.2.2.0/24] }')
  expect(asked?.findings).toEqual([])
  expect(asked?.timings.dns).toEqual(expect.any(Number))
})

test('a DNS server that gives another address than expected', async () => {
  const asked = await findingsOf(ZONE, '{ resolution: private }')
  expect(asked?.verdict).toBe('fail')
})
