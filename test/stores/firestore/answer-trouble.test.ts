import { expect, test } from 'vitest'
import { answerTrouble } from '../../../stores/firestore/answer-trouble.ts'

const DATABASE = { project: 'contoso', database: 'probe' }
const ABORTED = { error: { status: 'ABORTED', message: 'one' } }
const NOT_FOUND = { error: { status: 'NOT_FOUND', message: 'two' } }

function troubleOf(body: unknown, status = 400) {
  return answerTrouble(status, typeof body === 'string' ? body : JSON.stringify(body), DATABASE)
}

/** Methods that stream answer with an array. */
test.for<[name: string, body: unknown, status: string | null]>([
  ['an object', ABORTED, 'ABORTED'],
  ['an array', [ABORTED], 'ABORTED'],
  ['the first error of an array', [null, {}, ABORTED, NOT_FOUND], 'ABORTED'],
  ['an array without any', [{}, null], null],
  ['an empty array', [], null],
  ['an error without a status', { error: { message: 'x' } }, null],
  ['a status that is no text', { error: { status: 7 } }, null],
  ['null', null, null],
  ['a text', '"x"', null],
  ['no JSON', '<html>', null],
  ['nothing', '', null],
])('%s', ([, body, status]) => {
  expect(troubleOf(body).status).toBe(status)
})

test.for([
  [403, 'never'],
  [428, 'never'],
  [429, 'reads'],
  [430, 'never'],
  [499, 'never'],
  [500, 'reads'],
  [503, 'reads'],
] as const)('something else that answers %d: tried again %s', ([status, again]) => {
  expect(troubleOf('<html>', status)).toMatchObject({ again, problem: 'unreachable' })
  expect(troubleOf('<html>', status).says).toContain(`HTTP status ${status}`)
})

test('the words of the service, in one line and not endless', () => {
  const { says } = troubleOf({
    error: { status: 'ABORTED', message: `a \n\t b${'c'.repeat(400)}` },
  })
  expect(says).toContain(`(ABORTED: a b${'c'.repeat(297)})`)
  expect(troubleOf({ error: { status: 'ABORTED' } }).says).toMatch(/\(ABORTED: \)$/)
})

test('a status that nobody knows is a fault of the service', () => {
  expect(troubleOf({ error: { status: 'NEW_ONE', message: 'm' } })).toMatchObject({
    ...{ problem: 'unreachable', again: 'reads', status: 'NEW_ONE' },
    says: 'the service reports a fault of its own (NEW_ONE: m)',
  })
})
