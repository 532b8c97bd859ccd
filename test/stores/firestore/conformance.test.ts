import { test as base, describe, expect } from 'vitest'
import type { FirestoreSettings } from '../../../shared/config/store.ts'
import { connectFirestore } from '../../../stores/firestore/connect.ts'
import definitions from '../../../stores/firestore/firestore.indexes.json' with { type: 'json' }
import { openFirestore } from '../../../stores/firestore/open-firestore.ts'
import type { Rows } from '../../../stores/rows/port.ts'
import { PATIENT } from '../../fixtures/context.ts'
import { pretendFirestore } from '../../fixtures/firestore-api.ts'
import { type Endpoint, endpoint } from '../../identity/endpoint.ts'
import { sample } from '../../shared/report/sample.ts'
import { create, put, type RowsFixture, versionOf } from '../rows/conformance/row.ts'
import { rowsConformance } from '../rows.conformance.ts'

interface Place {
  readonly service: Endpoint
  readonly open: (settings?: FirestoreSettings) => Rows
}

const SETTINGS = { project: 'contoso' }
const optionsFor = ({ at }: Endpoint) => ({
  env: { FIRESTORE_EMULATOR_HOST: at },
  deadline: PATIENT,
})

const test = base.extend<{ firestore: Place; place: RowsFixture }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  firestore: async ({}, use) => {
    await using service = await endpoint(pretendFirestore())
    const handles: Rows[] = []
    await use({
      service,
      open: (settings = {}) => {
        const rows = connectFirestore({ ...SETTINGS, ...settings }, optionsFor(service))
        handles.push(rows)
        return rows
      },
    })
    for (const rows of handles) await rows.close()
  },
  place: async ({ firestore }, use) => await use({ open: async () => firestore.open() }),
})

describe('connectFirestore() as Rows', () => {
  rowsConformance(test)

  test('a write that changes nothing gives the row another version, too', async ({ firestore }) => {
    const rows = firestore.open()
    const versions = new Set<string>()
    for (let n = 0; n < 5; n++) {
      await rows.commit('v.prod', [put('a', { same: 1 })])
      versions.add(await versionOf(rows, 'a'))
    }
    expect(versions.size).toBe(5)
  })

  test('ids that Firestore refuses are keys like any other', async ({ firestore }) => {
    const rows = firestore.open()
    for (const name of ['.', '..', '__', '____', '__id7__', '__name__']) {
      expect(await rows.commit(name, [create(name, { name })])).toBe('committed')
      expect((await rows.get(name, name))?.cells).toEqual({ name })
    }
  })

  test('projects, databases and collections are kept apart, and have names of their own', async ({
    firestore,
  }) => {
    const places = [
      {},
      { project: 'other' },
      { database: 'other' },
      { collection: 'other' },
      { project: 'contoso', database: '(default)', collection: 'perimeter' },
    ]
    const said: string[] = []
    for (const settings of places) {
      const rows = firestore.open(settings)
      said.push(await rows.commit('v.prod', [create('a', {})]))
    }
    // The last names what is meant without a name.
    expect(said).toEqual([...Array(4).fill('committed'), 'conflict'])
  })

  test('the fields are those of the index definitions, the time to expire that of the TTL policy', async ({
    firestore,
  }) => {
    const rows = firestore.open()
    const expiresAt = new Date('2027-01-01T00:00:00.250Z')
    await rows.commit('v.prod', [{ ...create('a', { n: 1 }), expiresAt }, put('b', {})])
    const { writes } = JSON.parse(firestore.service.asked[0]?.body ?? '')
    const [first, second] = writes.map(({ update }: { update: object }) => update)
    expect(first).toMatchObject({
      name: 'projects/contoso/databases/(default)/documents/perimeter/-v.prod/rows/-a',
      fields: { expireAt: { timestampValue: '2027-01-01T00:00:00.250Z' } },
    })
    const { fieldOverrides } = definitions
    expect(Object.keys(first.fields).sort()).toEqual(fieldOverrides.map((f) => f.fieldPath).sort())
    expect(Object.keys(second.fields)).toEqual(['row'])
    expect(fieldOverrides.map(({ fieldPath, ttl }) => [fieldPath, ttl])).toContainEqual([
      'expireAt',
      true,
    ])
    expect(fieldOverrides.map((f) => f.collectionGroup)).toEqual(['rows', 'rows'])
  })
})

base('openFirestore() keeps reports there, until it is closed', async () => {
  await using service = await endpoint(pretendFirestore())
  const store = await openFirestore(SETTINGS, optionsFor(service))
  const report = sample([])
  expect(await store.append(report)).toBe('stored')
  expect(await store.get(report.id)).toEqual(report)
  await store.close()
  await expect(store.get(report.id)).rejects.toThrow('Cannot read from the Firestore database')
})
