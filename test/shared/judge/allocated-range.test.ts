import { expect, test } from 'vitest'
import { addressBook, SERVICES_OWNER } from '../../../shared/address/book.ts'
import { judge } from '../../../shared/judge/judge.ts'
import { check, control, sweep } from './evidence.ts'
import { resolves } from './name-pieces.ts'
import { opens } from './path-pieces.ts'

const ADDRESS = '10.127.0.4'
const evidence = sweep([
  check(
    `tcp://${ADDRESS}:6380`,
    {},
    resolves([ADDRESS]),
    opens(ADDRESS, { fails: 'generic_timeout_error', took: 5000 }),
  ),
  control(),
])

function causeOf(cidr: string) {
  const owners = [{ owner: SERVICES_OWNER, cidr }]
  const [first] = judge(evidence, { book: addressBook({ privateRanges: [], owners }) })
  return first?.findings[0]?.cause
}

test('what is silent in a range allocated for private services access is told as its peering', () => {
  expect(causeOf('10.127.0.0/20')).toContain('Private services access does not lead there')
})

test('what is silent outside of it is not', () => {
  expect(causeOf('10.126.0.0/20')).not.toContain('rivate services access')
})
