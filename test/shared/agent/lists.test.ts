import { expect, test } from 'vitest'
import type { TargetEvidence } from '../../../shared/model/evidence.ts'
import type { Report } from '../../../shared/model/report.ts'
import type { Target } from '../../../shared/model/target.ts'
import { passing } from '../report/sample.ts'
import { evidence, MINUTE, world } from './world.ts'

test('sweep() tells when a published list names others than at the last sweep', async () => {
  using at = world()
  const listing = passing('lists.contoso.com')
  const publisher: Target = { ...listing.seen.target, discovers: { url: 'https://{name}/' } }
  let names = ['a.contoso.com', 'b.contoso.com']
  const named = (host: string): TargetEvidence => {
    const { seen } = passing(host)
    const target = { ...seen.target, id: `${publisher.id}/${host}`, name: host }
    return { ...seen, target: { ...target, discoveredBy: publisher.id } }
  }
  const bounds: number[] = []
  const agent = at.agent({
    targets: [publisher],
    within: (ms) => {
      bounds.push(ms)
      return { store: at.store, signal: new AbortController().signal, [Symbol.dispose]() {} }
    },
    measure: async () => ({
      ...evidence([listing], at.clock.date()),
      targets: [{ ...listing.seen, target: publisher }, ...names.map(named)],
    }),
  })
  const told = async (kind: Report['kind'] = 'scheduled') => {
    const outcome = await agent.sweep(kind, new AbortController().signal)
    at.clock.pass(MINUTE)
    const [list] = outcome.state === 'done' ? outcome.report.results : []
    return list?.findings.map((f) => f.code)
  }
  expect(await told()).toEqual([])
  // The lease at both ends, the last report, and what follows the sweep.
  expect(bounds).toEqual([10_000, 10_000, MINUTE, 10_000])
  names = ['b.contoso.com', 'c.contoso.com']
  // Whoever looked in between does not spare the next sweep from telling.
  expect(await told('on-demand')).toEqual(['allow-list-changed'])
  expect(await told()).toEqual(['allow-list-changed'])
  expect(await told()).toEqual([])
})
