import { expect, test } from 'vitest'
import { refusedBecause, refusedName } from '../../../shared/address/refused.ts'

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

test.for([
  ['20.1.1.1', false],
  ['10.0.0.4', false],
  ['100.64.0.1', false],
  ['199.36.153.4', false],
  ['199.36.153.8', false],
  ['34.126.0.1', false],
  ['2603:1030::1', false],
  ['fd00::4', false],
  ['127.0.0.1', true],
  ['::1', true],
  ['0.0.0.0', true],
  ['169.254.169.254', true],
  ['169.254.1.1', true],
  ['168.63.129.16', true],
  ['100.100.100.200', true],
  ['fd00:ec2::254', true],
  ['fe80::1', true],
  ['::ffff:127.0.0.1', true],
  // A translator of one’s own leads on to whatever its last bytes name.
  ['64:ff9b:1::a9fe:a9fe', true],
  ['64:ff9b::a9fe:a9fe', true],
  ['::a9fe:a9fe', true],
  ['224.0.0.1', true],
  ['198.18.0.1', true],
  ['203.0.113.1', true],
] as const)('the address %s is refused: %s', ([address, refused]) => {
  expect(refusedBecause(address) !== null).toBe(refused)
})
