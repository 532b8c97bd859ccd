import { expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import { withFollowers } from '../../../shared/causes/companions.ts'
import { explainedRoots, rootOf, rootRank } from '../../../shared/causes/root.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import { FINDING_CODES } from '../../../shared/model/finding-codes.ts'
import { recoded, reportOf, silent, through } from './targets.ts'

test('roots stand in the order of the finding codes, and what no finding explains comes last', () => {
  const ranks = FINDING_CODES.map((code) => rootRank({ code }))
  expect(ranks).toEqual(FINDING_CODES.map((_, place) => place))
  expect(rootRank(null)).toBe(FINDING_CODES.length)
})

test('the root is the first finding as severe as the verdict', () => {
  const finding = (severity: Finding['severity']) => ({ severity }) as Finding
  const [warn, fail] = [finding('warn'), finding('fail')]
  expect(rootOf({ verdict: 'fail', findings: [warn, fail, finding('fail')] })).toBe(fail)
  expect(rootOf({ verdict: 'inconclusive', findings: [warn, fail] })).toBe(warn)
  expect(rootOf({ verdict: 'pass', findings: [warn] })).toBeNull()
  expect(rootOf({ verdict: 'fail', findings: [] })).toBeNull()
})

test('a target that fails by the cause of another has its words, and not the object of its own root', () => {
  const object = { id: 'nsg', rule: 'r' } as never
  const [one, two] = ['10.50.2.4', '10.60.9.9'].map((a) => silent(a))
  if (one === undefined || two === undefined) throw new Error('There are two')
  const own = recoded(two, { code: 'tcp-refused', subject: 'b', object })
  const report = reportOf([one, { ...own, dependsOn: [one.id] }])
  const causes = causesOf(report)
  const roots = report.results.map((result) =>
    explainedRoots({ causes })({ ...result, cause: causes[0]?.id ?? null }),
  )
  expect(roots.map((root) => [root?.code, root?.subject, root?.object])).toEqual(
    Array(2).fill(['tcp-dropped', '10.50.2.4', undefined]),
  )
})

test('a list of public addresses is contrasted by those that connect, and by no private one', () => {
  const addresses = Array.from({ length: 24 }, (_, i) => `20.1.${i}.4`)
  const seen = [
    ...addresses.slice(0, 9).map((a) => silent(a)),
    ...addresses.slice(9).map((a) => through(a)),
    ...[4, 5, 6].map((n) => through(`10.50.2.${n}`)),
  ]
  const [cause] = causesOf(reportOf(seen))
  expect(cause).toMatchObject({ subject: 'public addresses without a rule' })
  expect(cause?.contrast).toMatchObject({ failing: 9, passing: 15 })
})

test('a cause counts the targets that follow its own', () => {
  const report = reportOf([silent('10.50.2.4'), silent('10.60.9.9')])
  const [cause] = causesOf(report)
  if (cause === undefined) throw new Error('A silent target has a cause')
  const [id = ''] = cause.targets
  const follower = { id: 'later', result: { verdict: 'fail' } } as never
  const whole = withFollowers(cause, new Map([[id, [follower]]]))
  expect(whole.targets).toEqual([...cause.targets, 'later'])
  expect(whole.contrast.failing).toBe(cause.contrast.failing + 1)
  expect(withFollowers(cause, new Map())).toBe(cause)
})
