import path from 'node:path'
import { expect, test } from 'vitest'
import type { LogEntry } from '../../../shared/ports/log.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { StoreProblem } from '../../../shared/ports/store-error.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { failingStore } from '../../fixtures/failing-store.ts'
import { memoryRows } from '../../fixtures/memory-rows.ts'
import { VANTAGE } from '../report/sample-place.ts'
import { sweeps } from './sweeps.ts'
import { MINUTE, world } from './world.ts'

/**
 * What two vantages say and do when one method of their store fails for two sweeps, in which a fault of the network
 * begins. After a change that is meant: `npx vitest run test/shared/agent/faults.test.ts -u`, and read what differs.
 */
const FOLDER = path.resolve(import.meta.dirname, '../../golden/faults')

const FAULTS: readonly (readonly [StoreProblem, readonly (keyof ResultsStore)[]])[] = [
  [
    'unreachable',
    [
      ...(['acquireLease', 'latest', 'append', 'alertState', 'sweepsAfter', 'get'] as const),
      ...(['incidents', 'vantages', 'incident', 'commitAlerts', 'dueOutbox'] as const),
      ...(['settleOutbox', 'updateIncident', 'prune', 'releaseLease'] as const),
    ],
  ],
  // Without these the sweep goes on.
  ['damaged', ['latest', 'get', 'vantages', 'incident']],
]

/** Sweeps in which a method fails, and those in which the second target does. */
const FAILING = new Set([1, 2])
const DEAD = new Set([1, 2, 3, 4])
/** In the last, whoever closed first tells the end, as the other has it no more. */
const ROUNDS = 8

function inWords({ severity, message, fields = {} }: LogEntry): string {
  const { event, reason } = fields
  const more = [event, reason].filter((one) => typeof one === 'string')
  return `  ${[severity, message, ...more].join(' | ')}`
}

async function told(method: keyof ResultsStore, problem: StoreProblem) {
  const store = rowsStore(memoryRows().open())
  using at = world(undefined, store)
  let round = 0
  const faulty = failingStore(
    store,
    (asked) => (asked === method && FAILING.has(round) ? 'before' : null),
    problem,
  )
  // Each is a process of its own in every round: nothing but the store remembers.
  const both = [VANTAGE, { ...VANTAGE, name: 'other' }]
  const lines: string[] = []
  for (round = 0; round < ROUNDS; round++) {
    at.working = !DEAD.has(round)
    at.listening = round !== 3
    for (const vantage of both) {
      at.log.length = 0
      at.sent.length = 0
      const newId = (begun: Date) => `${begun.toISOString()}-${vantage.name}`
      const kept = await sweeps(at, at.agent({ store: faulty, vantage, newId }), 1)
      lines.push(`${round} ${vantage.name}: ${kept.join(' ')}; sent ${at.sent.length}`)
      lines.push(...at.log.filter(isWorthSaying).map(inWords))
    }
  }
  const incidents = await store.incidents({ limit: 9 })
  return [...lines, ...incidents.map((one) => `${one.state} ${one.vantage} ${one.code}`)].join('\n')
}

/** What becomes of the targets is the same in all. */
function isWorthSaying({ fields }: LogEntry): boolean {
  return fields?.['event'] !== 'transition'
}

test.for(FAULTS)('a store that is %s', async ([problem, methods]) => {
  const parts: string[] = []
  for (const method of methods) parts.push(`## ${method}\n${await told(method, problem)}\n`)
  await expect(parts.join('\n')).toMatchFileSnapshot(`${FOLDER}/${problem}.txt`)
})

test('alerts that stand still, as the clock was set back, are told in every sweep', async () => {
  using at = world()
  const agent = at.agent()
  at.clock.pass(540 * MINUTE)
  await sweeps(at, agent, 1)
  const still = () => at.log.filter(({ fields }) => fields?.['event'] === 'alerts-stand-still')
  expect(still()).toEqual([])
  at.clock.pass(-540 * MINUTE)
  at.working = false
  await sweeps(at, agent, 2)
  expect(await at.store.incidents({ limit: 9 })).toEqual([])
  expect(still().map(({ severity }) => severity)).toEqual(['error', 'error'])
  expect(still()[0]?.message).toContain('stand still until 2026-11-22T09:00:00.000Z')
})
