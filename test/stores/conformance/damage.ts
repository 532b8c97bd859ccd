import { expect, type TestAPI } from 'vitest'
import { DAMAGES, type StoreFixture } from './fixture.ts'
import { commit, incident, notification, time, transition } from './incident.ts'
import { at } from './sweep.ts'

/** No damaged row of a vantage stops what is read for its alerts, or written after it: it is skipped, and said. */
export function damageConformance(test: TestAPI<{ place: StoreFixture }>): void {
  test.for(DAMAGES)('%s, of an incident: the others are read', async (how, { place }) => {
    const said: string[] = []
    const store = await place.open((message) => said.push(message))
    await store.commitAlerts(commit({ incidents: [incident('bad')] }))
    await place.damage('incident', how)
    const expected = (await store.alertState('prod'))?.version ?? null
    await store.commitAlerts(commit({ expected, incidents: [incident('good')] }))
    expect((await store.incidents({ vantage: 'prod', state: 'open', limit: 9 })).map(idOf)).toEqual(
      ['good'],
    )
    expect(said.join()).toContain('incident')
    expect(await store.incident('bad')).toBeNull()
    expect((await store.incident('good'))?.incident.id).toBe('good')
  })

  test.for(DAMAGES)('%s, of a notification: the others go out', async (how, { place }) => {
    const said: string[] = []
    const store = await place.open((message) => said.push(message))
    await store.commitAlerts(commit({ notifications: [notification('bad')] }))
    await place.damage('notification', how)
    const expected = (await store.alertState('prod'))?.version ?? null
    await store.commitAlerts(commit({ expected, notifications: [notification('good')] }))
    const due = async () => await store.dueOutbox('prod', new Date(time(9)), 9)
    expect((await due()).map((entry) => entry.notification.id)).toEqual(['good'])
    expect(said.join()).not.toBe('')
    await store.settleOutbox('good', { state: 'delivered' })
    expect(await due()).toEqual([])
  })

  test.for(DAMAGES)('%s, of a transition: the others are read', async (how, { place }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ transitions: [transition('bad')] }))
    await place.damage('transition', how)
    const expected = (await store.alertState('prod'))?.version ?? null
    await store.commitAlerts(commit({ expected, transitions: [transition('good')] }))
    expect((await store.transitions('orders', { limit: 9 })).map(idOf)).toEqual(['good'])
  })

  test('of the state: it is as if there were none, and the next commit writes one', async ({
    place,
  }) => {
    const said: string[] = []
    const store = await place.open((message) => said.push(message))
    await store.commitAlerts(commit({ state: { schema: 1 } }))
    await place.damage('state', 'unreadable')
    const held = await store.alertState('prod')
    expect(held?.state).toBeNull()
    expect(said.join()).toContain('alerts')
    const next = { expected: held?.version ?? '', state: { schema: 1, anew: true } }
    expect(await store.commitAlerts(commit(next))).toBe('committed')
    expect((await store.alertState('prod'))?.state).toEqual({ schema: 1, anew: true })
  })

  test.for(DAMAGES)(
    '%s, of a report that others would rest on: the next one stands alone',
    async (how, { place }) => {
      const store = await place.open()
      await store.append(at(0))
      await place.damage('report', how)
      const other = await place.open()
      expect(await other.append(at(1))).toBe('stored')
      expect((await (await place.open()).get(at(1).id))?.id).toBe(at(1).id)
      expect((await other.sweepsAfter('prod', null, 9)).map(idOf)).toEqual([at(0).id, at(1).id])
    },
  )
}

function idOf({ id }: { readonly id: string }): string {
  return id
}
