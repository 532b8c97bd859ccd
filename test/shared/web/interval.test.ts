import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import type { StatusData } from '../../../shared/web/status-data.ts'
import { mute, tcpServer } from '../../fixtures/tcp-server.ts'
import { type Site, site } from './site.ts'

const MINUTE = 60_000

const CONFIG = `
alerts: { openAfter: 1, closeAfter: 1 }
targets:
  - { name: often, url: "tcp://often.test:443" }
  - { name: hourly, url: "tcp://hourly.test:443", interval: 1h }
`

/** Both are well, until the name of the second is looked up again: then it has no address. */
const NAMES = { 'often.test': [['10.0.0.1']], 'hourly.test': [['10.0.0.2'], []] }

const TEXT_HTML = { headers: { accept: 'text/html' } }

/** From two in the morning, in sweeps of one every five minutes. */
async function world() {
  let ms = Date.UTC(2026, 10, 22, 2)
  const clock = { now: () => ms, date: () => new Date(ms) }
  const server = await tcpServer(mute)
  const at = await site(CONFIG, { names: NAMES, port: server.port, clock })
  const sweep = async (): Promise<Report | null> => {
    const outcome = await at.agent.sweep('scheduled', new AbortController().signal)
    ms += 5 * MINUTE
    return outcome.state === 'done' ? outcome.report : null
  }
  const first = await sweep()
  return {
    at,
    first,
    sweep,
    async [Symbol.asyncDispose]() {
      await at[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

function lookups({ asked }: Site): number {
  return asked.filter((name) => name === 'hourly.test').length
}

function hourlyIn(report: Report | null | undefined) {
  return report?.results.find(({ target }) => target.name === 'hourly')
}

describe('a target with an interval of an hour, in serve', () => {
  test('that breaks is found at its next time, never before, and the incident says since when', async () => {
    await using here = await world()
    const { at, sweep, first } = here
    for (let n = 0; n < 11; n++) expect(hourlyIn(await sweep())?.checkedAt).toBe(first?.startedAt)
    expect(lookups(at)).toBe(1)
    expect(at.dialled.filter((to) => to === '10.0.0.1:443')).toHaveLength(12)
    expect(at.dialled.filter((to) => to === '10.0.0.2:443')).toHaveLength(1)
    expect(await at.store.incidents({ state: 'open', limit: 9 })).toEqual([])
    const found = await sweep()
    expect(found?.startedAt).toBe('2026-11-22T03:00:00.000Z')
    expect(hourlyIn(found)?.verdict).toBe('fail')
    const [open] = await at.store.incidents({ state: 'open', limit: 9 })
    expect(open?.changed).toMatchObject({ from: first?.startedAt, to: found?.startedAt })
  })

  test('is told as a pass of its age, on every face', async () => {
    await using here = await world()
    const { at, sweep } = here
    await sweep()
    const rest = 'passed at 02:00, not due until 03:00 UTC'
    const status = (await (await at.call('/api/status')).json()) as StatusData
    expect(hourlyIn(status.vantages[0]?.latest)?.checkedAt).toBe('2026-11-22T02:00:00.000Z')
    const page = await (await at.call('/api/status', TEXT_HTML)).text()
    expect(page).toContain('All 2 targets are as expected, 1 not due in the last sweep')
    expect(page).toContain(`hourly</a> <small>${rest}</small>`)
    expect(page).toContain('2 pass (1 not due)')
    const target = await (await at.call('/api/target?id=hourly', TEXT_HTML)).text()
    expect(target).toContain(`The last sweep did not check it: ${rest}.`)
    expect(target).not.toContain('this sweep saw the same')
    const other = await (await at.call('/api/target?id=often', TEXT_HTML)).text()
    expect(other).not.toContain('not due')
    const metrics = await (await at.call('/api/metrics')).text()
    expect(metrics).toContain('perimeter_targets_not_due{vantage="here"} 1\n')
    const checked = 'perimeter_target_last_check_timestamp_seconds{vantage="here",target='
    expect(metrics).toContain(`${checked}"hourly"} ${Date.UTC(2026, 10, 22, 2) / 1000}\n`)
    expect(metrics).not.toContain(`${checked}"often"}`)
  })

  test('is checked on demand, which the next sweep takes no pass from', async () => {
    await using here = await world()
    const { at, sweep } = here
    const answer = await at.post('/api/check', { targets: ['hourly'] })
    expect(answer.status).toBe(200)
    expect(lookups(at)).toBe(2)
    expect(hourlyIn(await sweep())?.verdict).toBe('fail')
    expect(lookups(at)).toBe(3)
  })
})
