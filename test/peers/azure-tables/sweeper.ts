import process from 'node:process'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'
import { LONGEST, live } from '../../fault/life.ts'

/** A life with its store in a table: CONNECTION_STRING TABLE FOLDER LIFE [SWEEPS]. */
const [connectionString = '', table = '', dir = '', life = '0', sweeps = LONGEST] =
  process.argv.slice(2)
const store = await openAzureTables({ connectionString, table })
const working = (n: number) => n % 8 < 4
await live({ store, dir, number: Number(life), sweeps: Number(sweeps), working })
await store.close()
