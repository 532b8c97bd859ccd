import { expect, test } from 'vitest'
import { isSameObject, type NetworkObject } from '../../../shared/model/network-object.ts'

const RULE: NetworkObject = {
  ...{ kind: 'firewall-rule', id: '/fw', name: 'fw', rule: 'r', priority: 100 },
  ...{ collection: 'c', line: 'Deny', link: null },
}

test.for([
  [{}, true],
  [{ line: 'Allow', priority: 200, name: 'other', link: 'https://portal.azure.com/' }, true],
  [{ kind: 'firewall' }, false],
  [{ id: '/other' }, false],
  [{ rule: 'other' }, false],
  [{ rule: null }, false],
  [{ collection: 'other' }, false],
  [{ collection: null }, false],
] as const)('with %j it is the same object: %s', ([more, same]) => {
  expect(isSameObject(RULE, { ...RULE, ...more })).toBe(same)
  expect(isSameObject({ ...RULE, ...more }, RULE)).toBe(same)
})
