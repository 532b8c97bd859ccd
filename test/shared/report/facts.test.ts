import { expect, test } from 'vitest'
import type { Certificate, DnsAnswer } from '../../../shared/model/facts.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import { factsOf } from '../../../shared/report/facts.ts'

const dns = { a: 'answer a', b: 'answer b' } as unknown as Record<string, DnsAnswer>
const certificates = Object.fromEntries(
  ['leaf', 'ca', 'path', 'client', 'other'].map((name) => [name, `certificate ${name}`]),
) as unknown as Record<string, Certificate>

/** Which facts are kept of one observation. */
function kept(o: object) {
  const facts = factsOf([{ observations: [o as Observation] }], { dns, certificates })
  return [...Object.keys(facts.dns), ...Object.keys(facts.certificates)]
}

test.for([
  ['an answer', { step: 'resolve', answer: 'b' }, ['b']],
  ['no answer', { step: 'resolve', answer: null }, []],
  ['a chain', { step: 'handshake', chain: ['leaf', 'ca'] }, ['leaf', 'ca']],
  ['a path', { step: 'handshake', chain: ['leaf'], path: ['leaf', 'path'] }, ['leaf', 'path']],
  ['a client', { step: 'handshake', chain: [], client: 'client' }, ['client']],
  ['the chain of a database', { step: 'greet', chain: ['leaf'] }, ['leaf']],
  ['what nobody has', { step: 'handshake', chain: ['gone', 'leaf'] }, ['leaf']],
  ['a connection', { step: 'connect' }, []],
] as const)('of the facts, those of %s are kept', ([, o, names]) => {
  expect(kept(o)).toEqual(names)
})

test('facts of several targets are kept once, as they are', () => {
  const seen = [
    { step: 'resolve', answer: 'a' },
    { step: 'greet', chain: ['ca'] },
  ] as Observation[]
  expect(factsOf([{ observations: seen }, { observations: seen }], { dns, certificates })).toEqual({
    dns: { a: 'answer a' },
    certificates: { ca: 'certificate ca' },
  })
})
