import { describe, expect, test } from 'vitest'
import { connectFirestore } from '../../../stores/firestore/connect.ts'
import { PATIENT } from '../../fixtures/context.ts'
import { httpServer, respond } from '../../fixtures/http-server.ts'

const READ = '2026-11-22T00:00:00.000001Z'

/** Rows of a service that answers with these items, named after what was asked for; which calls it got. */
async function service(itemsOf: (parent: string) => readonly object[]) {
  const asked: string[] = []
  const server = await httpServer((socket, head) => {
    const [, parent = '', method = ''] = /^POST \/v1\/(\S+):(\w+)/.exec(head) ?? []
    asked.push(method)
    respond(200, { body: JSON.stringify(itemsOf(parent)) })(socket, head)
  })
  const env = { FIRESTORE_EMULATOR_HOST: `127.0.0.1:${server.port}` }
  const rows = connectFirestore(
    { project: 'contoso', database: 'probe' },
    { env, deadline: PATIENT, random: () => 0 },
  )
  return {
    ...{ rows, asked },
    async [Symbol.asyncDispose]() {
      await rows.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

const document = (name: string) => ({ name, updateTime: READ })

describe('rows of Firestore', () => {
  test('of an answer, what holds no document is passed over', async () => {
    const items = (parent: string) => [
      { document: document(`${parent}/rows/-a`), readTime: READ },
      { readTime: READ },
      { document: document(`${parent}/rows/-c`), readTime: READ },
    ]
    await using at = await service(items)
    const rows = await at.rows.list('p', { from: 'a', to: 'z', limit: 9 })
    expect(rows).toEqual(['a', 'c'].map((key) => ({ key, cells: {}, version: READ })))
    expect(at.asked).toEqual(['runQuery'])
  })

  test('of one row, what is found counts, wherever it stands', async () => {
    await using at = await service(() => [{ readTime: READ }, { found: document('x') }])
    expect(await at.rows.get('p', 'a')).toEqual({ key: 'a', cells: {}, version: READ })
  })

  test('what is missing is none', async () => {
    await using at = await service(() => [{ missing: 'x', readTime: READ }])
    expect(await at.rows.get('p', 'a')).toBeNull()
  })

  test.for([
    { from: 'a', to: 'z', limit: 0 },
    { from: 'a', to: 'a', limit: 9 },
    { from: 'b', to: 'a', limit: 9 },
  ])('nothing is asked for an empty range: $from to $to, $limit', async (range) => {
    await using at = await service(() => [])
    expect(await at.rows.list('p', range)).toEqual([])
    expect(at.asked).toEqual([])
  })

  test('nothing is asked for a commit without writes', async () => {
    await using at = await service(() => [])
    expect(await at.rows.commit('p', [])).toBe('committed')
    expect(at.asked).toEqual([])
  })
})
