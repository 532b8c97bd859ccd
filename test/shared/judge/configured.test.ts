import { describe, expect, test } from 'vitest'
import { judge } from '../../../shared/judge/judge.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import { BOOK } from './evidence.ts'
import { NAMED_INGRESS } from './named-ingress.ts'
import { NAMED as OBJECTS } from './named-objects.ts'
import { NAMED_PEERINGS } from './named-peerings.ts'
import { NAMED_RECORDS } from './named-records.ts'

const NAMED = [...OBJECTS, ...NAMED_INGRESS, ...NAMED_PEERINGS, ...NAMED_RECORDS]

/** The finding without the configuration; but where this lets a flow pass, it blames no rule and no route. */
function asConfigured(finding: Finding | undefined, bare: Finding | undefined) {
  const isLetThrough = finding?.cause.startsWith('The configuration of the network lets it pass')
  return isLetThrough ? { ...bare, cause: finding?.cause, fix: finding?.fix } : bare
}

describe('the object that decides is named where wire and configuration agree', () => {
  test.for(NAMED)(
    '$shows',
    ({ evidence, network: known, cloud = 'azure', code, object, fix = [] }) => {
      const vantage = { cloud, facts: {} }
      const [judged] = judge(evidence, { book: BOOK, vantage, network: known })
      const [bare] = judge(evidence, { book: BOOK, vantage })
      const finding = judged?.findings[0]
      expect(finding?.code, JSON.stringify(judged, null, 1)).toBe(code)
      const told = finding?.object
      expect(
        told === undefined ? null : [told.kind, told.name, told.rule ?? []].flat().join(' '),
      ).toBe(object)
      for (const text of fix) expect(finding?.fix).toContain(text)
      // The verdict and the root are those of the wire.
      expect([judged?.verdict, finding?.code, finding?.summary]).toEqual([
        bare?.verdict,
        bare?.findings[0]?.code,
        bare?.findings[0]?.summary,
      ])
      if (object === null) expect(finding).toEqual(asConfigured(finding, bare?.findings[0]))
    },
  )

  test('nothing of Azure is told of Google Cloud, nor the reverse', () => {
    for (const { evidence, network: known, cloud = 'azure', object } of NAMED) {
      const [judged] = judge(evidence, {
        book: BOOK,
        vantage: { cloud, facts: {} },
        network: known,
      })
      if (object === null) continue
      const { fix = '', cause = '' } = judged?.findings[0] ?? {}
      expect(`${fix} ${cause}`).not.toMatch(cloud === 'gcp' ? /\baz /u : /gcloud/u)
    }
  })
})
