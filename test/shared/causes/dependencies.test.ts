import { describe, expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import { explainedRoots } from '../../../shared/causes/root.ts'
import type { TargetResult } from '../../../shared/model/report.ts'
import { explained } from '../../../shared/report/build.ts'
import { named, reportOf, type Seen, silent, through } from './targets.ts'

/** The report in which the n-th target depends on those of these numbers. */
function depending(seen: readonly Seen[], on: Readonly<Record<number, readonly number[]>>) {
  const report = reportOf(seen)
  const results = report.results.map((result, index): TargetResult => {
    const dependsOn = (on[index] ?? []).map((n) => report.results[n]?.target.id ?? '')
    return dependsOn.length === 0 ? result : { ...result, target: { ...result.target, dependsOn } }
  })
  return { ...report, results }
}

function told(report: ReturnType<typeof depending>): readonly string[] {
  return causesOf(report).map((c) => `${c.code} of ${c.subject} x${c.targets.length}`)
}

const jump = silent('10.50.2.4')
const behind = silent('10.60.9.9', { code: 'tcp-refused' })

describe('a target that depends on others', () => {
  test.for<{ name: string; report: ReturnType<typeof depending>; causes: readonly string[] }>([
    {
      name: 'has the cause of the one that fails',
      report: depending([jump, behind], { 1: [0] }),
      causes: [`tcp-dropped of ${jump.root?.subject} x2`],
    },
    {
      name: 'has a cause of its own without that',
      report: depending([jump, behind], {}),
      causes: [
        `tcp-refused of ${behind.root?.subject} x1`,
        `tcp-dropped of ${jump.root?.subject} x1`,
      ],
    },
    {
      name: 'has a cause of its own while the other works',
      report: depending([through('10.50.2.4'), behind], { 1: [0] }),
      causes: [`tcp-refused of ${behind.root?.subject} x1`],
    },
    {
      name: 'has the cause of the first that fails, over any number of steps',
      report: depending([jump, behind, silent('10.70.1.1', { code: 'tcp-reset' })], {
        2: [1],
        1: [0],
      }),
      causes: [`tcp-dropped of ${jump.root?.subject} x3`],
    },
    {
      name: 'has its own past a dependency that works',
      report: depending([jump, through('10.50.3.3'), behind], { 2: [1], 1: [0] }),
      causes: [
        `tcp-refused of ${behind.root?.subject} x1`,
        `tcp-dropped of ${jump.root?.subject} x1`,
      ],
    },
    {
      name: 'joins a cause of many, whose proof it is no part of',
      report: depending([silent('10.50.2.4'), silent('10.50.2.5'), behind, through('10.50.3.4')], {
        2: [0],
      }),
      causes: ['tcp-dropped of 10.50.2.0/24 x3'],
    },
    {
      name: 'in a circle of a stored report ends nowhere and loses nobody',
      report: depending([jump, behind], { 0: [1], 1: [0] }),
      causes: [],
    },
  ])('$name', ({ name, report, causes }) => {
    if (name.startsWith('in a circle')) {
      const targets = causesOf(report).flatMap((cause) => cause.targets)
      expect(targets.sort()).toEqual(report.results.map(({ target }) => target.id).sort())
      return
    }
    expect([...told(report)].sort()).toEqual([...causes].sort())
  })

  test('says so, and is grouped in the words of the cause', () => {
    const report = { ...depending([jump, behind], { 1: [0] }) }
    const { causes, results } = explained(report)
    expect(causes[0]?.statement).toMatch(
      /; 1 target that depends on it \(dependsOn\) fails with it$/,
    )
    const roots = results.map(explainedRoots({ causes }))
    expect(new Set(roots.map((root) => `${root?.code} ${root?.subject}`)).size).toBe(1)
    expect(named).toBeDefined()
  })
})
