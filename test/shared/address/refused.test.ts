import { expect, test } from 'vitest'
import { refusedName } from '../../../shared/address/refused.ts'

test.for([
  ['localhost', true],
  ['app.localhost', true],
  ['localhost.localdomain', true],
  ['metadata.google.internal', true],
  ['x.metadata.google.internal', true],
  ['metadata', true],
  ['metadata.internal', true],
  ['instance-data', true],
  ['instance-data.ec2.internal', true],
  ['localhost.example', false],
  ['notlocalhost', false],
  ['metadata-store.example', false],
  ['my.instance-data.example', false],
  ['metadata.google.internal.example', true],
  ['app.example', false],
] as const)('the name %s is refused: %s', ([name, refused]) => {
  expect(refusedName(name) !== null).toBe(refused)
})
