import { describe, expect, test } from 'vitest'
import { whatChanged } from '../../../shared/alerts/what-changed.ts'
import type { Report } from '../../../shared/model/report.ts'
import { changedLines } from '../../../shared/view/words.ts'
import { HEALTHY, network, ORDERS } from '../agent/world.ts'
import { passing, sample } from '../report/sample.ts'

const before = sample(network(true))

describe('whatChanged()', () => {
  test('says that nothing differs when only the failure is new', () => {
    expect(whatChanged(before, sample(network(false)), [ORDERS]).lines).toEqual([])
  })

  test('names the addresses before and after', () => {
    const after = sample([passing(HEALTHY), passing(ORDERS, '20.194.66.6')])
    expect(whatChanged(before, after, [ORDERS]).lines).toContain(
      `addresses (passing ${ORDERS}): 10.0.1.9 -> 20.194.66.6`,
    )
  })

  test('leaves out what changed for targets that the cause does not hit', () => {
    const after = sample([passing(HEALTHY), passing(ORDERS, '20.194.66.6')])
    expect(whatChanged(before, after, [HEALTHY]).lines).toEqual([])
  })

  test('names what the host says of itself', () => {
    const vantage = {
      ...before.vantage,
      facts: { ...before.vantage.facts, WEBSITE_VNET_ROUTE_ALL: '0' },
      resolvers: ['10.0.0.9:53'],
    }
    const after: Report = { ...before, vantage }
    expect(whatChanged(before, after, [ORDERS]).lines).toEqual([
      'WEBSITE_VNET_ROUTE_ALL of the platform: 1 -> 0',
      'resolvers of the host (prod-japaneast): 10.0.0.4:53 -> 10.0.0.9:53',
    ])
  })

  test('is told in words that say when, and where to look when nothing differs', () => {
    const times = { from: '2026-11-22T03:05:12.000Z', to: '2026-11-22T03:10:11.000Z' }
    expect(changedLines({ ...times, lines: [] })).toEqual([
      'What changed between 2026-11-22 03:05:12 and 2026-11-22 03:10:11 UTC: nothing that the probe sees but the failure itself. Look for a changed rule, route or service',
    ])
    expect(changedLines({ ...times, lines: ['addresses (a): b -> c'] })[1]).toBe(
      '- addresses (a): b -> c',
    )
  })

  test('keeps to a few lines', () => {
    const facts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`fact${i}`, 'x']))
    const after = { ...before, vantage: { ...before.vantage, facts } }
    const { lines } = whatChanged(before, after, [ORDERS])
    expect(lines).toHaveLength(9)
    expect(lines.at(-1)).toBe('and 23 more differences')
  })
})
