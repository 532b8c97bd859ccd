import { expect, test } from 'vitest'
import { EVERY, POLICY, reportAt, runOf, type Sweep, standing, step } from './sweeps.ts'

const DB_DEAD: Sweep = { db: 'fail tcp-dropped 10.0.1.9', web: 'pass' }

test.for([
  ['catalog', 'open tcp-dropped 10.0.1.9 [db]'],
  ['target', 'open tcp-dropped 10.0.1.9 [db]'],
  ['receiver', 'closed tcp-dropped 10.0.1.9 [db]'],
] as const)('a %s that is off: the incident of what is missing is %s', ([kind, expected]) => {
  const off = { kind, name: `the ${kind} x`, problem: 'p', remedy: 'r', host: null }
  const configuration = { hash: 'aaaaaaaaaaaa', catalogs: {}, disabled: [off] }
  const report = reportAt(2 * EVERY, { web: 'pass' }, { configuration })
  expect(standing(step(runOf([DB_DEAD, DB_DEAD]), report, POLICY))).toEqual([expected])
})
