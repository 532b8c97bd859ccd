import { describe, expect, test } from 'vitest'
import { STACK, sources, violations } from './imports.ts'

test('imports point one way', () => {
  expect(violations(sources())).toEqual([])
})

test('every room of shared/ has its place in the stack', () => {
  const rooms = [...sources().keys()].flatMap((file) => /^shared\/([^/]+)/.exec(file)?.[1] ?? [])
  expect([...new Set(rooms)].filter((room) => !STACK.includes(room))).toEqual([])
})

describe.for([
  {
    kind: 'upward inside shared/',
    plant: ['shared/model/x.ts', "import { judge } from '../judge/judge.ts'"],
    says: 'judge does not stand below model',
  },
  {
    kind: 'upward, of a type only',
    plant: ['shared/view/x.ts', "import type { A } from '../web/app.ts'"],
    says: 'web does not stand below view',
  },
  {
    kind: 'upward, by import() in a type',
    plant: ['shared/view/x.ts', "type A = import('../alerts/open-incidents.ts').A"],
    says: 'alerts does not stand below view',
  },
  {
    kind: 'upward, re-exported',
    plant: ['shared/target/x.ts', "export { plan } from '../config/plan.ts'"],
    says: 'config does not stand below target',
  },
  {
    kind: 'from a room that nobody declared',
    plant: ['shared/attic/x.ts', "import '../address/ip.ts'"],
    says: 'attic is no room of the stack',
  },
  {
    kind: 'from measuring to deciding, through another file',
    plant: [
      'probes/x.ts',
      "import '../shared/target/x.ts'",
      'shared/target/x.ts',
      "import '../config/load.ts'",
    ],
    says: 'probes/ reaches shared/config/load.ts',
  },
  {
    kind: 'from shared/ to a folder above it',
    plant: ['shared/judge/x.ts', "import '../../probes/run.ts'"],
    says: 'shared/ may not import probes/',
  },
  {
    kind: 'from a shell to a shell',
    plant: ['gcp/x.ts', "import { a } from '../azure/main.ts'"],
    says: 'gcp/ may not import azure/',
  },
  {
    kind: 'in a circle, of types only',
    plant: [
      'shared/target/x.ts',
      "import type { Y } from './y.ts'",
      'shared/target/y.ts',
      "import type { X } from './x.ts'",
    ],
    says: 'shared/target/x.ts imports itself through others',
  },
])('an import $kind', ({ plant, says }) => {
  test('is found', () => {
    const files = new Map(sources())
    for (let at = 0; at < plant.length; at += 2) files.set(plant[at] ?? '', plant[at + 1] ?? '')
    expect(violations(files).join('\n')).toContain(says)
  })
})
