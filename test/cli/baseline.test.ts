import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Report } from '../../shared/model/report.ts'
import { compactReport, type EvidenceBase, nextBase } from '../../shared/report/compact.ts'
import { openStore } from '../../stores/open-store.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { call, folder } from './call.ts'

const SAMPLE = readFileSync('test/golden/reports/expectation/baseline-drift.json', 'utf8')
const FILES = Object.fromEntries(
  [1, 2, 3].map((day) => {
    const report: Report = JSON.parse(SAMPLE)
    const startedAt = `2026-11-0${day}T00:00:00.000Z`
    return [`${day}.json`, JSON.stringify({ ...report, id: `r${day}`, startedAt })]
  }),
)

test('perimeter baseline pins what files of reports agree on, and a configuration takes it', async () => {
  const targets = '[{ name: vault, url: "https://kvlab.vault.azure.net" }]'
  const config = `baseline: baseline.yaml\ntargets: ${targets}\n`
  await using place = await folder({ ...FILES, 'perimeter.yaml': config })
  const { status, out, err } = await call(['baseline', ...Object.keys(FILES)], { cwd: place.path })
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out).toMatch(/^# What 3 reports agree on/)
  expect(parse(out)).toMatchObject({ from: '2026-11-01T00:00:00.000Z', targets: { vault: {} } })
  await writeFile(path.join(place.path, 'baseline.yaml'), out)
  expect(await call(['validate'], { cwd: place.path })).toMatchObject({ status: 0 })
})

test('which addresses are private, the newest report says, in whatever order they are given', async () => {
  const moved = Object.entries(FILES).map(([name, text]) => {
    const report: Report = JSON.parse(text.replaceAll('10.50.2.4', '198.18.2.4'))
    const privateRanges = name === '3.json' ? ['198.18.0.0/15'] : []
    return [name, JSON.stringify({ ...report, vantage: { ...report.vantage, privateRanges } })]
  })
  await using place = await folder(Object.fromEntries(moved))
  const pinned = async (...files: string[]) => {
    const { out } = await call(['baseline', ...files], { cwd: place.path })
    return parse(out).targets.storage.addresses
  }
  expect(await pinned('1.json', '3.json', '2.json')).toEqual(['198.18.2.4'])
  await writeFile(path.join(place.path, '3.json'), Object.fromEntries(moved)['2.json'] ?? '')
  expect(await pinned('1.json', '3.json', '2.json')).toBeUndefined()
})

test('from the store the same; fewer than three reports are too few', async () => {
  await using place = await folder(FILES)
  const store = await openStore({ kind: 'sqlite', settings: 'perimeter.db' }, place.path)
  const baseline = () => call(['baseline'], { cwd: place.path })
  let base: EvidenceBase = new Map()
  // What is as before is kept in brief.
  const keep = async (name: string) => {
    const report = compactReport(JSON.parse(FILES[name] ?? ''), base)
    base = nextBase(report, base)
    await store.append(report)
  }
  for (const name of ['1.json', '2.json']) await keep(name)
  const { status, err } = await baseline()
  expect(status).toBe(2)
  expect(err).toContain('there are 2')
  await keep('3.json')
  await store.close()
  const { out } = await baseline()
  expect(parse(out).targets.storage.addresses).toEqual(['10.50.2.4'])
  expect(out).toBe((await call(['baseline', ...Object.keys(FILES)], { cwd: place.path })).out)
})

test('of a target that is not due in each sweep, the reports are taken that checked it', async () => {
  await using place = await folder()
  const store = await openStore({ kind: 'sqlite', settings: 'perimeter.db' }, place.path)
  let checkedAt = ''
  let evidenceIn = ''
  for (let n = 0; n < 9; n++) {
    const report: Report = JSON.parse(SAMPLE)
    const [id, startedAt] = [`r${n}`, `2026-11-01T00:0${n}:00.000Z`]
    if (n % 4 === 0) [checkedAt, evidenceIn] = [startedAt, id]
    const results = report.results.map((result) => {
      if (result.target.id !== 'storage') return result
      const rests = n % 4 === 0 ? {} : { checkedAt, evidenceIn, observations: [] }
      return { ...result, ...rests, target: { ...result.target, interval: 240_000 } }
    })
    await store.append({ ...report, id, startedAt, results })
  }
  await store.close()
  const { out, err } = await call(['baseline', '--last', '3'], { cwd: place.path })
  expect(err).not.toContain('storage')
  expect(parse(out)).toMatchObject({
    from: '2026-11-01T00:00:00.000Z',
    targets: { storage: { addresses: ['10.50.2.4'] } },
  })
})

test('what is slow in one sweep is told only after the next', async () => {
  await using web = await httpServer(respond(200))
  const url = `http://localhost:${web.port}/`
  const pins = 'own: { latency: { total: 0.001 } }'
  const dates = 'from: 2026-11-01T00:00:00Z\nto: 2026-11-02T00:00:00Z'
  await using place = await folder({
    'perimeter.yaml': `vantage: here\nproxy: none\nresolvers: []\nbaseline: baseline.yaml\ntargets: [{ name: own, url: "${url}" }]\n`,
    'baseline.yaml': `baseline: 1\nvantage: here\n${dates}\ntargets: { ${pins} }\n`,
  })
  // What another vantage saw is no sweep before.
  await writeFile(
    path.join(place.path, 'another.yaml'),
    `vantage: another\nproxy: none\nresolvers: []\ntargets: [{ name: own, url: "${url}" }]\n`,
  )
  await call(['check', '--save', '-c', 'another.yaml'], { cwd: place.path })
  const check = () => call(['check', '--save'], { cwd: place.path })
  expect((await check()).out).not.toContain('baseline-drift')
  expect((await check()).out).toContain('baseline-drift')
})
