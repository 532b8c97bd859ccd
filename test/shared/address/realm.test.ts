import { expect, test } from 'vitest'
import { EMPTY_BOOK } from '../../../shared/address/book.ts'
import { classify } from '../../../shared/address/classify.ts'
import { REALMS, realmOf, realmWord } from '../../../shared/address/realm.ts'
import { ADDRESS_CLASSES } from '../../../shared/address/special.ts'

test('every class of addresses lies in one realm, and every realm has a word', () => {
  expect(new Set(ADDRESS_CLASSES.map(realmOf))).toEqual(new Set(REALMS))
  expect(REALMS.map(realmWord)).not.toContain('')
})

test.for([
  ['10.0.0.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd00::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['64:ff9b::a00:1', 'private'],
  ['20.1.2.3', 'public'],
  ['2600::1', 'public'],
  ['::ffff:20.1.2.3', 'public'],
  ['64:ff9b::1401:203', 'public'],
  ['199.36.153.4', 'vip'],
  ['127.0.0.1', 'local'],
  ['169.254.1.1', 'local'],
  ['fe80::1', 'local'],
  ['168.63.129.16', 'local'],
  ['198.18.0.1', 'local'],
  ['64:ff9b:1::1', 'local'],
  ['0.0.0.0', 'nowhere'],
  ['224.0.0.1', 'nowhere'],
  ['ff02::1', 'nowhere'],
  ['192.0.2.1', 'nowhere'],
  ['2001:db8::1', 'nowhere'],
  ['240.0.0.1', 'nowhere'],
  ['::a00:1', 'nowhere'],
  ['4000::1', 'nowhere'],
  ['9000::1', 'nowhere'],
] as const)('%s is %s', ([address, realm]) => {
  const { realm: is, isPrivate } = classify(address, EMPTY_BOOK)
  expect(is).toBe(realm)
  expect(isPrivate).toBe(realm === 'private')
})
