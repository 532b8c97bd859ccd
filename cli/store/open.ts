import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import type { Config } from '../../shared/config/schema.ts'
import type { Report } from '../../shared/model/report.ts'
import type { ResultsStore } from '../../shared/ports.ts'
import { CallError, type Io } from '../io.ts'
import { readConfig } from '../plan.ts'

/** Where the flags of a command say the store is. */
export interface Where {
  readonly config?: string
  readonly store?: string
}

const DEFAULT_CONFIG_FILE = 'perimeter.yaml'
const DEFAULT_DATABASE = './perimeter.db'

export function storeOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration whose store is read (default: perimeter.yaml)')
    .option('--store <file>', 'SQLite file to read instead')
}

/** Opens the store for writing, and makes it where there is none. Throws StoreError. */
export async function openStore(where: Config['store'], io: Io): Promise<ResultsStore> {
  return await open(where?.sqlite ?? DEFAULT_DATABASE, io)
}

/** The file of the store that a configuration names. */
export function storeFile(where: Config['store'], io: Pick<Io, 'cwd'>): string {
  return path.resolve(io.cwd, where?.sqlite ?? DEFAULT_DATABASE)
}

/** Opens a store for reading. Throws CallError where there is none. */
export async function openExistingStore(flags: Where, io: Io): Promise<ResultsStore> {
  const file = flags.store ?? configured(flags, io) ?? DEFAULT_DATABASE
  if (existsSync(path.resolve(io.cwd, file))) return await open(file, io)
  throw new CallError(
    `There is no store at ${file}: save a report with perimeter check --save, or name the file with --store`,
  )
}

/** The last report of a vantage, for what changed since; null where nothing is stored yet. Throws StoreError. */
export async function lastReport(
  where: Config['store'],
  vantage: string,
  io: Io,
): Promise<Report | null> {
  const file = where?.sqlite ?? DEFAULT_DATABASE
  if (!existsSync(path.resolve(io.cwd, file))) return null
  const store = await open(file, io)
  try {
    return await store.latest(vantage)
  } finally {
    await store.close()
  }
}

function configured(flags: Where, io: Io): string | undefined {
  const file = flags.config ?? DEFAULT_CONFIG_FILE
  const given = flags.config !== undefined || existsSync(path.resolve(io.cwd, file))
  return given ? readConfig(file, flags, io).store?.sqlite : undefined
}

/** Loaded here and not above: only what stores pays for SQLite. */
async function open(file: string, io: Io): Promise<ResultsStore> {
  const { openSqliteStore } = await import('./sqlite.ts')
  return openSqliteStore(path.resolve(io.cwd, file))
}
