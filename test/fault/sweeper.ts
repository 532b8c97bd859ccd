import { mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { failingStore } from '../fixtures/failing-store.ts'
import { seeded } from '../fixtures/seeded.ts'
import { LONGEST, live } from './life.ts'

/**
 * A life on SQLite, with a store that fails now and then: FOLDER LIFE [SWEEPS]. With a number of sweeps it ends after
 * so many, in which nothing fails.
 */
const [dir = '', life = '0', sweeps = ''] = process.argv.slice(2)
const calm = sweeps !== ''
const number = Number(life)
mkdirSync(dir, { recursive: true })
const random = seeded(number)
const real = openSqliteStore(path.join(dir, 'results.db'))
const store = failingStore(real, () => {
  if (calm || random() >= 0.1) return null
  return random() < 0.5 ? 'before' : 'after'
})
// However short a life is, the next one goes on with the ups and downs.
const working = (n: number) => (number + n) % 8 < 4
await live({ store, dir, number, sweeps: calm ? Number(sweeps) : LONGEST, working })
await real.close()
