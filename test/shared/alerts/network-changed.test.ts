import { expect, test } from 'vitest'
import { networkChanged } from '../../../shared/alerts/network-changed.ts'
import type { Configured, ConfiguredHop } from '../../../shared/model/configured.ts'
import type { NetworkObject } from '../../../shared/model/network-object.ts'
import { sample } from '../report/sample.ts'

type Lines = Readonly<Record<string, string>>

function rule(name: string, line: string, more: Partial<NetworkObject> = {}): NetworkObject {
  return {
    ...{ kind: 'security-rule', id: 'nsg', name: 'nsg-app', rule: name, priority: 100 },
    ...{ collection: null, line, ...more },
  } as NetworkObject
}

const SUBNET = rule('', 's1', {
  kind: 'subnet',
  id: 'sub',
  name: 'app',
  rule: null,
  priority: null,
})

function hop(object: NetworkObject | null, more: Partial<ConfiguredHop> = {}): ConfiguredHop {
  return { layer: 'rules', outcome: 'blocked', object, says: 's', ...more }
}

/** A network whose one path has these hops, and whose security group has these lines. */
function net(hash: string, hops: ConfiguredHop[], lines: Lines | null = null) {
  const holders =
    lines === null
      ? []
      : [
          { id: 'other', name: 'nsg-other', lines: { ...lines } },
          { id: 'nsg', name: 'nsg-app', lines: { ...lines } },
        ]
  const paths = { db: hops.map((_, n) => n) }
  return { hash, heldIn: null, hops, paths, holders } satisfies Configured
}

function reportWith(configured: Configured | null) {
  const network = { configured: configured ?? undefined }
  return { ...sample([]), network } as unknown as ReturnType<typeof sample>
}

const DENY = 'security rule deny (priority 100)'
const IN = 'nsg-app'

test.for<{
  name: string
  was: Configured | null
  is: Configured | null
  parts: readonly unknown[]
}>([
  {
    name: 'nothing is known of before',
    was: null,
    is: net('2', [hop(rule('deny', 'x'))]),
    parts: [],
  },
  {
    name: 'nothing is known any more',
    was: net('1', [hop(rule('deny', 'x'))]),
    is: null,
    parts: [],
  },
  {
    name: 'the same hash',
    was: net('1', [], {}),
    is: net('1', [hop(rule('deny', 'x'))], { deny: 'x' }),
    parts: [],
  },
  {
    name: 'a rule that came into the group',
    was: net('1', [], {}),
    is: net('2', [hop(rule('deny', 'x'))], { deny: 'x' }),
    parts: [{ what: DENY, in: IN, before: [], after: ['x'] }],
  },
  {
    name: 'a rule that is another now',
    was: net('1', [hop(rule('deny', 'w'))], { deny: 'w' }),
    is: net('2', [hop(rule('deny', 'x'))], { deny: 'x' }),
    parts: [{ what: DENY, in: IN, before: ['w'], after: ['x'] }],
  },
  {
    name: 'a rule that was there and did not decide',
    was: net('1', [], { deny: 'x' }),
    is: net('2', [hop(rule('deny', 'x'))], { deny: 'x' }),
    parts: [],
  },
  {
    name: 'a rule that decided and is gone',
    was: net('1', [hop(rule('deny', 'x'))], { deny: 'x' }),
    is: net('2', [], {}),
    parts: [{ what: DENY, in: IN, before: ['x'], after: [] }],
  },
  {
    name: 'a rule that decided and is still there',
    was: net('1', [hop(rule('deny', 'x'))], { deny: 'x' }),
    is: net('2', [], { deny: 'x' }),
    parts: [],
  },
  {
    name: 'a rule whose group is gone',
    was: net('1', [hop(rule('deny', 'x'))], { deny: 'x' }),
    is: net('2', []),
    parts: [],
  },
  {
    name: 'the group itself, which is none of its rules',
    was: net('1', [hop(rule('', 'x', { rule: null }))], {}),
    is: net('2', [], {}),
    parts: [],
  },
  {
    name: 'what nothing holds and blocks now',
    was: net('1', []),
    is: net('2', [hop(SUBNET)]),
    parts: [{ what: 'subnet app', in: 'the path', before: [], after: ['s1'] }],
  },
  {
    name: 'what nothing holds and lets pass',
    was: net('1', []),
    is: net('2', [hop(SUBNET, { outcome: 'pass' })]),
    parts: [],
  },
  {
    name: 'what nothing holds and was another',
    was: net('1', [hop({ ...SUBNET, line: 's0' }, { outcome: 'pass' })]),
    is: net('2', [hop(SUBNET, { outcome: 'pass' })]),
    parts: [{ what: 'subnet app', before: ['s0'], after: ['s1'] }],
  },
  {
    name: 'what nothing holds and is the same',
    was: net('1', [hop(SUBNET, { outcome: 'pass' })]),
    is: net('2', [hop(SUBNET)]),
    parts: [],
  },
  {
    name: 'what decides in another part of the path now',
    was: net('1', [hop(SUBNET, { layer: 'route' })]),
    is: net('2', [hop(SUBNET)]),
    parts: [{ what: 'subnet app', in: 'the path', before: [], after: ['s1'] }],
  },
  {
    name: 'what two hops share is said once, and hops without an object not at all',
    was: net('1', []),
    is: net('2', [hop(SUBNET), hop(null), hop(SUBNET, { says: 't' })]),
    parts: [{ what: 'subnet app', in: 'the path', before: [], after: ['s1'] }],
  },
])('$name', ({ was, is, parts }) => {
  expect(networkChanged(reportWith(was), reportWith(is), new Set(['db']))).toEqual(parts)
  expect(networkChanged(reportWith(was), reportWith(is), new Set(['x']))).toEqual([])
})
