import { AzureNamedKeyCredential, generateAccountSas } from '@azure/data-tables'
import { describe, expect } from 'vitest'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'
import { azureTablesRows } from '../../../stores/azure-tables/rows.ts'
import type { Write } from '../../../stores/rows/port.ts'
import { ACCOUNT, KEY } from '../azurite.ts'
import { faultyProxy } from './faulty-proxy.ts'
import { missing, test } from './place.ts'

const put = (key: string): Write => ({ kind: 'put', key, cells: { n: 1 } })

describe.skipIf(missing)(`a connection${missing ? `: ${missing}` : ''}`, () => {
  test('by a shared access signature writes, reads and never shows it', async ({
    azurite,
    table,
  }) => {
    const sas = generateAccountSas(new AzureNamedKeyCredential(ACCOUNT, KEY))
    const at = (port: number, signature: string) =>
      `TableEndpoint=http://127.0.0.1:${port}/${ACCOUNT};SharedAccessSignature=${signature}`
    await (await table.open()).commit('p', [put('first')])
    const rows = await azureTablesRows({
      connectionString: at(azurite.port, sas),
      table: table.name,
    })
    expect(await rows.commit('p', [put('a'), put('b')])).toBe('committed')
    expect(await rows.commit('p', [{ kind: 'delete', key: 'a' }, put('c')])).toBe('committed')
    expect(await rows.list('p', { from: '', to: '~', limit: 9 })).toHaveLength(3)
    await rows.close()

    const forged = sas.replace(/sig=[^&]+/, 'sig=U0VDUkVU')
    const refused = await azureTablesRows({ connectionString: at(azurite.port, forged) })
    await expect(refused.get('p', 'a')).rejects.toMatchObject({ name: 'StoreError' })
    await expect(refused.get('p', 'a')).rejects.not.toThrow(/U0VDUkVU/)
    await refused.close()
  })

  test('leaves no socket behind when it is closed', async ({ azurite, table }) => {
    await using proxy = await faultyProxy(azurite.port, () => null)
    const rows = await azureTablesRows(table.settings(proxy.port))
    await Promise.all(Array.from({ length: 8 }, (_, n) => rows.commit('p', [put(`k${n}`)])))
    expect(await proxy.connections()).toBeGreaterThan(0)
    await rows.close()
    // Below the time after which the server itself would close them.
    await expect.poll(() => proxy.connections(), { timeout: 1000 }).toBe(0)
  })

  test('one table made by twenty at once', async ({ table }) => {
    const handles = await Promise.all(Array.from({ length: 20 }, () => table.open()))
    const said = await Promise.all(handles.map((rows, n) => rows.commit('p', [put(`k${n}`)])))
    expect(new Set(said)).toEqual(new Set(['committed']))
    expect(await handles[0]?.list('p', { from: '', to: '~', limit: 99 })).toHaveLength(20)
  })

  test('a table that was deleted is made anew by the next write', async ({ table }) => {
    const rows = await table.open()
    await rows.commit('p', [put('a')])
    await table.remove()
    expect(await rows.get('p', 'a')).toBeNull()
    expect(await rows.commit('p', [put('a'), put('b')])).toBe('committed')
    expect(await rows.list('p', { from: '', to: '~', limit: 9 })).toHaveLength(2)
  })

  test('opens although nothing answers there; the first call tells', async ({ table }) => {
    const store = await openAzureTables(table.settings(1))
    await expect(store.latest()).rejects.toThrow(
      /Cannot read the store 127\.0\.0\.1:1\/.*ECONNREFUSED/,
    )
    await store.close()
  })
})
