import { describe, expect, test } from 'vitest'
import type { Cause } from '../../../shared/model/cause.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Report } from '../../../shared/model/report.ts'
import { ScenarioError } from '../scenario/load.ts'
import { loadWorld } from '../world/load.ts'
import { compare } from './compare.ts'
import { hitBy } from './hits.ts'
import { loadEstates } from './load.ts'
import { changedResolvers } from './resolvers.ts'
import { stateOf } from './state.ts'

const estates = loadEstates(undefined)
const world = loadWorld(changedResolvers(estates, loadWorld(new Map()).resolvers))
const cases = estates.flatMap((estate) => estate.cases.map((one) => ({ estate, ...one })))

describe('estates', () => {
  test.for(cases)('$name can be applied in each of its sweeps', ({ estate, sweeps }) => {
    for (const changes of sweeps) {
      const { firewall } = stateOf(estate, changes)
      const leads = firewall.flatMap(({ action, at = '' }) => (action === 'lead' ? [at] : []))
      const places = leads.map((at) => at.split(':')[0] ?? '')
      const known = (at: string) =>
        world.resolverAddresses.has(at) || world.endpoints.has(at) || /^[\d.]+$/.test(at)
      expect(places.filter((at) => !known(at))).toEqual([])
    }
  })

  test('an estate that is not there is refused with those that are', () => {
    expect(() => loadEstates('moon')).toThrow(ScenarioError)
    expect(() => loadEstates('moon')).toThrow('arc-fleet, azure-hub, google-project')
  })
})

describe('hitBy()', () => {
  const healthy = reportOf([
    ['vault', 'https://kv.vault.azure.net/', '10.50.16.4', null],
    ['sql', 'tcp://sql.database.windows.net:1433', '10.50.17.30', null],
    ['web', 'http://releases.example/', '20.118.2.10', null],
    ['arc', 'https://gbl.his.arc.azure.com/', '20.112.60.10', 'http://10.50.3.4:3128'],
  ])

  test.for([
    { given: ['*.vault.azure.net'], expected: ['vault'] },
    { given: ['10.50.17.0/24'], expected: ['sql'] },
    { given: [':80'], expected: ['web'] },
    { given: ['private'], expected: ['vault', 'sql'] },
    { given: ['public'], expected: ['web'] },
    { given: ['proxied'], expected: ['arc'] },
    { given: ['private !:443'], expected: ['sql'] },
    { given: [':1433', ':80'], expected: ['sql', 'web'] },
  ])('$given', ({ given, expected }) => {
    expect([...hitBy(given, healthy)]).toEqual(expected)
  })
})

describe('compare()', () => {
  const [estate] = loadEstates('azure-hub')
  const one = estate?.cases.find(({ name }) => name.endsWith('/sql-port-dropped'))
  if (estate === undefined || one === undefined) throw new Error('There is no such case')
  const healthy = reportOf([
    ['a', 'tcp://a.database.windows.net:1433', '10.50.17.30', null],
    ['b', 'tcp://b.database.windows.net:1433', '10.50.17.31', null],
    ['c', 'tcp://c.database.windows.net:3306', '10.50.17.32', null],
  ])
  const told = (targets: string[], lines: string[] = []) => {
    const about = { code: 'private-endpoint-not-answering', subject: 's', targets }
    const cause = { ...about, severity: 'fail' } as Cause
    const changed = { from: '', to: '', lines }
    const incident = { ...about, state: 'open', changed } as unknown as Incident
    return compare(estate, one, healthy, {
      latest: { causes: [cause] } as Report,
      incidents: [incident],
    })
  }

  test('finds nothing wrong where the cause has the very targets', () => {
    expect(told(['a', 'b'])).toEqual({
      ...{ incidents: 1, precision: 1, recall: 1, first: true, changed: true, wrong: [] },
    })
  })

  test('counts what is missed and what is too much', () => {
    const { precision, recall, wrong } = told(['a', 'c'])
    expect({ precision, recall }).toEqual({ precision: 0.5, recall: 0.5 })
    expect(wrong).toEqual(['hits also c', 'does not hit b'])
  })

  test('minds a difference where the change is none that is seen', () => {
    expect(told(['a', 'b'], ['addresses: x -> y']).wrong).toEqual([
      'what changed says addresses: x -> y',
    ])
  })
})

function reportOf(targets: readonly (readonly [string, string, string, string | null])[]): Report {
  return {
    results: targets.map(([id, url, address, via]) => ({
      target: { id, url },
      addresses: [address],
      path: { via },
    })),
  } as unknown as Report
}
