import { expect, test } from 'vitest'
import { egressChanged, hostChanged } from '../../../shared/alerts/host-changed.ts'
import type { Report } from '../../../shared/model/report.ts'
import { passing, sample } from '../report/sample.ts'

function at(
  vantage: { addresses?: string[]; facts?: Record<string, string> },
  configuration?: Report['configuration'],
): Report {
  const report = sample([])
  const changed = { ...report, vantage: { ...report.vantage, facts: {}, ...vantage } }
  return configuration === undefined ? changed : { ...changed, configuration }
}

const ADDRESSES = 'the addresses of the host'

test.for<{ name: string; was: Report; is: Report; parts: readonly unknown[] }>([
  {
    name: 'another address of one instance in its subnet',
    was: at({ addresses: ['10.0.2.7'], facts: { instance: 'i' } }),
    is: at({ addresses: ['10.0.2.8'], facts: { instance: 'i' } }),
    parts: [{ what: ADDRESSES, before: ['10.0.2.7'], after: ['10.0.2.8'] }],
  },
  {
    name: 'another address where no instance is known',
    was: at({ addresses: ['10.0.2.7'] }),
    is: at({ addresses: ['10.0.2.8'] }),
    parts: [{ what: ADDRESSES, before: ['10.0.2.7'], after: ['10.0.2.8'] }],
  },
  {
    name: 'the same subnets of another instance, in another order',
    was: at({ addresses: ['10.0.2.7', '10.0.3.1', '10.0.2.9'], facts: { instance: 'i' } }),
    is: at({ addresses: ['10.0.3.9', '10.0.2.1'], facts: { instance: 'j' } }),
    parts: [],
  },
  {
    name: 'what belongs to the instance or the one sweep',
    was: at({ facts: { privateIp: '1', hostname: 'a', timer: 'x', instance: 'i' } }),
    is: at({ facts: { privateIp: '2', hostname: 'b', timer: 'y', instance: 'j' } }),
    parts: [],
  },
  {
    name: 'facts that came, went and changed, by name',
    was: at({ facts: { plan: 'EP1', zone: '1' } }),
    is: at({ facts: { zone: '2', build: '9' } }),
    parts: [
      { what: 'build of the platform', before: [], after: ['9'] },
      { what: 'plan of the platform', before: ['EP1'], after: [] },
      { what: 'zone of the platform', before: ['1'], after: ['2'] },
    ],
  },
  {
    name: 'a configuration that came, with its catalogs',
    was: at({}),
    is: at({}, { hash: 'bbbbbbbbbbbb', catalogs: { x: '1' } }),
    parts: [
      { what: 'the configuration (its hash)', before: [], after: ['bbbbbbbbbbbb'] },
      { what: 'the version of the catalog x', before: [], after: ['1'] },
    ],
  },
])('$name', ({ was, is, parts }) => {
  expect(hostChanged(was, is)).toEqual(parts)
})

/** A target that answers with a body, and is asked for the egress or not. */
function egress(body: string, expected = true): Report {
  const report = sample([passing()])
  const results = report.results.map((r) => ({
    ...r,
    target: {
      ...r.target,
      expect: { ...r.target.expect, ...(expected && { egress: ['20.0.0.0/8'] }) },
    },
    observations: r.observations.map((o) => (o.step === 'request' ? { ...o, body } : o)),
  }))
  return { ...report, results }
}

test.for([
  ['another address', egress('20.1.1.1'), egress('20.1.1.2\n'), ['20.1.1.1'], ['20.1.1.2']],
  ['another in JSON', egress('{"ip":"20.1.1.1"}'), egress('20.1.1.2'), ['20.1.1.1'], ['20.1.1.2']],
  ['the same', egress('20.1.1.1'), egress('20.1.1.1'), null, null],
  ['none before', egress(''), egress('20.1.1.2'), null, null],
  ['none after', egress('20.1.1.1'), egress('<html>'), null, null],
  ['of a target that tells none', egress('20.1.1.1', false), egress('20.1.1.2', false), null, null],
] as const)('the egress address: %s', ([, was, is, before, after]) => {
  const part = { what: 'the egress address', before, after }
  expect(egressChanged(was, is)).toEqual(before === null ? [] : [part])
})
