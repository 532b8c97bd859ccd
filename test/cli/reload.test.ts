import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StatusData } from '../../shared/web/status-data.ts'
import { closedPort } from '../fixtures/tcp-server.ts'
import { folder } from './call.ts'
import { type Running, serving } from './serving.ts'

const TOKEN = 'of-the-environment-0123456789'
const ENV = { PERIMETER_TOKEN: TOKEN }

function config(names: readonly string[], port: number, more = ''): string {
  const targets = names.map((name) => `  - { name: ${name}, url: "tls://127.0.0.1:${port}/" }\n`)
  return `vantage: here\nproxy: none\nresolvers: []\nlimits: { attempts: 1 }\n${more}targets:\n${targets.join('')}`
}

async function status(at: Running): Promise<StatusData> {
  const headers = { authorization: `Bearer ${TOKEN}` }
  return (await (await fetch(`${at.origin}/api/status`, { headers })).json()) as StatusData
}

const named = ({ vantages }: StatusData) =>
  vantages.flatMap(({ latest }) => latest?.results.map(({ target }) => target.name) ?? [])

/** Sweeps that the log tells of, in order, by their number of targets. */
const swept = (at: Running) =>
  [...at.err().matchAll(/"Swept (\d+) target/g)].map(([, count]) => Number(count))

describe('perimeter serve and a configuration that changes', () => {
  test('a file that changes is read again, and swept at once: what was removed is gone', async () => {
    const port = await closedPort()
    await using place = await folder({ 'perimeter.yaml': config(['one', 'two'], port) })
    await using at = await serving(place.path, ENV)
    await at.said('Swept 2 targets')
    expect(named(await status(at))).toEqual(['one', 'two'])
    await writeFile(path.join(place.path, 'perimeter.yaml'), config(['two'], port))
    await at.said('The configuration was reloaded: 1 target, 0 added, 1 removed')
    await at.said('Swept 1 target')
    expect(named(await status(at))).toEqual(['two'])
  })

  test('one that is refused is named with its place, and the one before goes on', async () => {
    const port = await closedPort()
    await using place = await folder({ 'perimeter.yaml': config(['one'], port) })
    await using at = await serving(place.path, ENV)
    await at.said('Swept 1 target')
    for (const [bad, told] of [
      [`${config(['one'], port)}vantag: x\n`, 'perimeter.yaml:7:1'],
      ['vantage: here\n', 'There is nothing to check'],
      [config(['one'], port, 'store: { sqlite: other.db }\n'), 'restart perimeter serve'],
      [config(['one'], port, 'ca: [absent.pem]\n'), 'absent.pem'],
    ] as const) {
      await writeFile(path.join(place.path, 'perimeter.yaml'), bad)
      at.hangup()
      const lines = at.err().trim().split('\n')
      const last = JSON.parse(lines.findLast((line) => line.includes('not reloaded')) ?? '{}')
      expect(last).toMatchObject({ severity: 'error' })
      expect(last.message).toContain(told)
      expect(named(await status(at))).toEqual(['one'])
    }
    expect(swept(at)).toEqual([1])
  })

  test('the same store in another configuration is no other store', async () => {
    const port = await closedPort()
    const store = 'store: { sqlite: own.db }\n'
    await using place = await folder({ 'perimeter.yaml': config(['one'], port, store) })
    await using at = await serving(place.path, ENV)
    await at.said('Swept 1 target')
    await writeFile(path.join(place.path, 'perimeter.yaml'), config(['one', 'two'], port, store))
    at.hangup()
    await at.said('The configuration was reloaded: 2 targets, 1 added, 0 removed')
    const line =
      at
        .err()
        .split('\n')
        .find((text) => text.includes('was reloaded')) ?? '{}'
    expect(JSON.parse(line)).toEqual({
      ...{ time: expect.any(String), severity: 'info' },
      message: 'The configuration was reloaded: 2 targets, 1 added, 0 removed',
    })
    expect(at.err()).not.toContain('not reloaded')
  })

  test('100 reloads, a third of them bad: every good one sweeps its own targets, once each', async () => {
    const port = await closedPort()
    // No sweep of the schedule falls between two of the test.
    const leapDay = 'schedule: "0 0 0 29 2 *"\n'
    await using place = await folder({ 'perimeter.yaml': config(['t0'], port, leapDay) })
    await using at = await serving(place.path, ENV)
    await at.said('Swept 1 target')
    let names: readonly string[] = ['t0']
    for (let i = 1; i <= 100; i++) {
      const next = Array.from({ length: (i % 4) + 1 }, (_, k) => `t${i}-${k}`)
      const bad = i % 3 === 0
      const text = bad ? 'targets: [ {' : config(next, port, leapDay)
      await writeFile(path.join(place.path, 'perimeter.yaml'), text)
      const before = swept(at).length
      at.hangup()
      if (!bad) {
        names = next
        await at.said('"Swept ', before + 1)
      }
      expect(named(await status(at))).toEqual(names)
    }
    expect(await at.stop()).toBe(0)
  })
})
