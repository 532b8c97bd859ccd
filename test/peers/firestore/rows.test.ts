import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect } from 'vitest'
import { connectFirestore } from '../../../stores/firestore/connect.ts'
import definitions from '../../../stores/firestore/firestore.indexes.json' with { type: 'json' }
import type { RowsFixture } from '../../stores/rows/conformance/row.ts'
import { rowsConformance } from '../../stores/rows.conformance.ts'
import { test as base, missing } from './place.ts'

const LINGER = fileURLToPath(new URL('./linger.ts', import.meta.url))

const test = base.extend<{ place: RowsFixture }>({
  place: async ({ firestore }, use) => {
    await use({ open: async () => firestore.open() })
  },
})

describe.skipIf(missing !== null)(`Firestore as Rows ${missing ?? ''}`, () => {
  rowsConformance(test)

  test('a write that changes nothing gives the row another version, too', async ({ firestore }) => {
    const rows = firestore.open()
    const versions = new Set<string | undefined>()
    for (let n = 0; n < 20; n++) {
      await rows.commit('v.prod', [{ kind: 'put', key: 'a', cells: { same: 1 } }])
      versions.add((await rows.get('v.prod', 'a'))?.version)
    }
    expect(versions.size).toBe(20)
  })

  test('ids that Firestore refuses are keys like any other', async ({ firestore }) => {
    const rows = firestore.open()
    const names = ['.', '..', '__', '____', '__id7__', '__name__']
    for (const name of names) {
      expect(await rows.commit(name, [{ kind: 'create', key: name, cells: { name } }])).toBe(
        'committed',
      )
      expect((await rows.get(name, name))?.cells).toEqual({ name })
    }
  })

  test('collections and databases are kept apart', async ({ firestore }) => {
    const { env, settings } = firestore
    const places = [{}, { collection: 'other' }, { database: 'other' }]

    for (const place of places) {
      const rows = connectFirestore({ ...settings, ...place }, { env: env() })
      expect(await rows.commit('v.prod', [{ kind: 'create', key: 'a', cells: {} }])).toBe(
        'committed',
      )
      await rows.close()
    }
  })

  test('the fields are those that the index definitions exempt, the time to expire that of the TTL policy', async ({
    firestore,
  }) => {
    const rows = firestore.open()
    const expiresAt = new Date('2027-01-01T00:00:00.250Z')
    await rows.commit('v.prod', [{ kind: 'put', key: 'a', cells: { n: 1 }, expiresAt }])
    const { project } = firestore.settings
    const name = `projects/${project}/databases/(default)/documents/perimeter/-v.prod/rows/-a`
    const answer = await fetch(`http://${firestore.host}/v1/${name}`)
    const { fields } = (await answer.json()) as { fields: Record<string, unknown> }
    expect(fields['expireAt']).toEqual({ timestampValue: '2027-01-01T00:00:00.250Z' })
    const { fieldOverrides } = definitions
    expect(Object.keys(fields).sort()).toEqual(fieldOverrides.map((f) => f.fieldPath).sort())
    const [ttl] = fieldOverrides.filter((field) => field.ttl)
    expect(ttl?.fieldPath).toBe('expireAt')
    expect(fieldOverrides.map((f) => f.collectionGroup)).toEqual(['rows', 'rows'])
  })

  test('a handle that nobody closed does not keep the process', async ({ firestore }) => {
    const env = { ...process.env, ...firestore.env() }
    const ended = promisify(execFile)(process.execPath, [LINGER, firestore.settings.project], {
      env,
      // Idle connections are kept for 4 s; the process itself is through in some 200 ms.
      timeout: 3_000,
    })
    expect((await ended).stdout).toBe('null')
  })
})
