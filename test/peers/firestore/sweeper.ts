import process from 'node:process'
import { openFirestore } from '../../../stores/firestore/open-firestore.ts'
import { LONGEST, live } from '../../fault/life.ts'

/** A life with its store in a project of the emulator: PROJECT FOLDER LIFE [SWEEPS]. */
const [project = '', dir = '', life = '0', sweeps = LONGEST] = process.argv.slice(2)
const number = Number(life)
const store = await openFirestore({ project })
const working = (n: number) => (2 * number + n) % 4 < 2
await live({ store, dir, number, sweeps: Number(sweeps), working })
await store.close()
