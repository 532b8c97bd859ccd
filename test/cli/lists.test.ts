import { expect, test } from 'vitest'
import type { Report } from '../../shared/model/report.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { call, folder } from './call.ts'

const CATALOG = (port: number) => `
name: relays
version: 2026-11-22
title: Relays
about: A list of relays, and the relays it names
sources: { own: { title: Runbook, url: 'https://runbook.example/' } }
capabilities: [{ id: relay, name: Relays are reached, symptom: Nothing arrives }]
endpoints:
  - id: list
    url: http://127.0.0.1:${port}/list
    for: [relay]
    discovers: http://{name}:${port}/
    source: own
    asOf: 2026-11-22
`
const CONFIG = `
limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }
proxy: none
resolvers: []
catalogs: [{ use: ./relays.yaml }]
`

test('a published list is read, its names are checked, and its change is told', async () => {
  let names = ['one.localhost', 'two.localhost']
  await using server = await httpServer((socket, head) => {
    const body = head.startsWith('GET /list') ? JSON.stringify(names) : 'relay'
    respond(200, { body })(socket, head)
  })
  await using place = await folder({
    'relays.yaml': CATALOG(server.port),
    'perimeter.yaml': CONFIG,
  })
  const check = async () => {
    const { out } = await call(['check', '--save', '--format', 'json'], { cwd: place.path })
    return JSON.parse(out) as Report
  }

  const first = await check()
  expect(first.results.map((r) => r.target.id)).toEqual([
    'relays/list',
    'relays/list/one.localhost',
    'relays/list/two.localhost',
  ])
  expect(first.results.every((r) => r.target.capabilities.includes('relays/relay'))).toBe(true)
  expect(first.results[0]?.findings).toEqual([])

  names = ['two.localhost', 'three.localhost']
  const [list] = (await check()).results
  expect(list?.findings.map((f) => [f.code, f.severity])).toEqual([['allow-list-changed', 'warn']])
  expect(list?.findings[0]?.summary).toContain('now names three.localhost')
  expect((await check()).results[0]?.findings).toEqual([])
})
