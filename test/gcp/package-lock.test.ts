import { expect, test } from 'vitest'
import { lockFor } from '../../gcp/package-lock.ts'

const manifest = { name: 'own', version: '1.0.0', dependencies: { a: '1.0.0' } }

test('what is needed is found where Node finds it; the rest is left out', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1', c: '1' }, resolved: 'x' },
      'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/c': { version: '1.0.0', integrity: 'i', dev: true, dependencies: { a: '1' } },
      'node_modules/d': { version: '1.0.0' },
    },
  }
  expect(lockFor(manifest, lock)).toEqual({
    ...{ name: 'own', version: '1.0.0', lockfileVersion: 3, requires: true },
    packages: {
      '': manifest,
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1', c: '1' } },
      'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
      'node_modules/c': { version: '1.0.0', integrity: 'i', dependencies: { a: '1' } },
    },
  })
})

test('a lock that lacks something is an error', () => {
  expect(() => lockFor(manifest, { packages: {} })).toThrow('package-lock.json has no a')
})
