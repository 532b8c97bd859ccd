import { describe, expect, test } from 'vitest'
import { azureTablesRows } from '../../../stores/azure-tables/rows.ts'
import { type Answer, endpoint, environment, metadata } from '../../identity/endpoint.ts'
import { entra, granted, TENANT } from '../../identity/entra.ts'
import { freshTable } from '../azurite.ts'
import { missing } from './place.ts'
import { azuriteWithTokens, tokenFor } from './with-tokens.ts'

/** A Cloud Run instance with the variables of a service principal: Azure Tables, Entra and the metadata server. */
async function cloudRun(ofEntra: Answer, ofGoogle: Answer) {
  const stack = new AsyncDisposableStack()
  const service = stack.use(await azuriteWithTokens())
  const authority = stack.use(await entra(() => ofEntra))
  const server = stack.use(await endpoint(() => ofGoogle))
  environment({
    AZURE_AUTHORITY_HOST: `https://${authority.at}`,
    AZURE_TENANT_ID: TENANT,
    AZURE_CLIENT_ID: crypto.randomUUID(),
    GCE_METADATA_HOST: server.at,
    K_SERVICE: 'probe',
  })
  const settings = { endpoint: service.endpoint, table: freshTable() }
  const rows = await azureTablesRows(settings, { ca: [service.ca] })
  return { rows, authority, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

const A = { kind: 'put', key: 'a', cells: { n: 1 } } as const

describe.skipIf(missing)(`from Google Cloud${missing ? `: ${missing}` : ''}`, () => {
  test('writes and reads by its ID token, with one token of Entra for all of it', async () => {
    const storage = granted(tokenFor('https://storage.azure.com'))
    await using here = await cloudRun(storage, metadata('id-token'))
    expect(await here.rows.commit('v.gcp', [A, { ...A, key: 'b' }])).toBe('committed')
    expect((await here.rows.get('v.gcp', 'a'))?.cells).toEqual({ n: 1 })
    await here.rows.close()
    expect(here.authority.asked.filter(({ path }) => path.includes('/token'))).toHaveLength(1)
  })

  test('a metadata server that gives no ID token is told', async () => {
    await using here = await cloudRun(granted('x'), metadata('no such account', 404))
    const asked = here.rows.commit('v.gcp', [A])
    await expect(asked).rejects.toMatchObject({ name: 'StoreError', problem: 'unreachable' })
    await expect(asked).rejects.toThrow(/got no token.*metadata server answered with status 404/)
    await here.rows.close()
  })
})
