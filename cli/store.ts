import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import type { Config } from '../shared/config/schema.ts'
import type { StoreSettings } from '../shared/config/store.ts'
import type { Report } from '../shared/model/report.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import type { OnDamage } from '../stores/damage.ts'
import { DEFAULT_STORE, openStore as open, storeFile } from '../stores/open-store.ts'
import { CallError, type Io } from './io.ts'
import { DEFAULT_FILE, readConfig } from './plan.ts'

/** Where the flags of a command say the store is. */
export interface Where {
  readonly config?: string
  readonly store?: string
}

export function storeOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration whose store is read (default: perimeter.yaml)')
    .option('--store <file>', 'SQLite file to read instead')
}

/** Opens the store for writing, and makes it where there is none. Throws StoreError. */
export async function openStore(
  { store, retention }: Pick<Config, 'store' | 'retention'>,
  io: Io,
  onDamage: OnDamage = warnOf(io),
): Promise<ResultsStore> {
  return await open(store ?? DEFAULT_STORE, io.cwd, { retentionMs: retention, onDamage })
}

/** What token and spool are named after: the file of the store or, of one that is a service, that of the default. */
export function fileStem(where: Config['store'], io: Pick<Io, 'cwd'>): string {
  const own = where === null ? null : storeFile(where, io.cwd)
  return own ?? path.resolve(io.cwd, DEFAULT_STORE.settings)
}

/** Opens a store for reading. Throws CallError where there is none. */
export async function openExistingStore(flags: Where, io: Io): Promise<ResultsStore> {
  const store: StoreSettings =
    flags.store === undefined
      ? (configured(flags, io) ?? DEFAULT_STORE)
      : { kind: 'sqlite', settings: flags.store }
  if (exists(store, io)) return await open(store, io.cwd, { onDamage: warnOf(io) })
  throw new CallError(
    `There is no store at ${store.settings}: save a report with perimeter check --save, or name the file with --store`,
  )
}

/** The store of a configuration for reading alone: what is appended goes nowhere. Where there is none, an empty one. */
export async function openToRead(
  { store: where }: Pick<Config, 'store'>,
  io: Io,
): Promise<ResultsStore> {
  const settings = where ?? DEFAULT_STORE
  const store = exists(settings, io)
    ? await open(settings, io.cwd, { onDamage: warnOf(io) })
    : await emptyStore()
  return new Proxy(store, {
    get(target, name) {
      if (name === 'append') return async () => 'stored'
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

/** Loaded here and not above: hardly a command needs one. */
async function emptyStore(): Promise<ResultsStore> {
  const { IN_MEMORY, openSqliteStore } = await import('../stores/sqlite/sqlite.ts')
  return openSqliteStore(IN_MEMORY)
}

/** The last report of a vantage, for what changed since; null where nothing is stored yet. Throws StoreError. */
export async function lastReport(
  where: Config['store'],
  vantage: string,
  io: Io,
): Promise<Report | null> {
  const settings = where ?? DEFAULT_STORE
  if (!exists(settings, io)) return null
  const store = await open(settings, io.cwd)
  try {
    return await store.latest(vantage)
  } finally {
    await store.close()
  }
}

function warnOf({ err }: Pick<Io, 'err'>): OnDamage {
  return (message) => err(`perimeter: warning: ${message}\n`)
}

/** Whether a store in a file has one; a service says itself that it is not there. */
function exists(store: StoreSettings, io: Pick<Io, 'cwd'>): boolean {
  const file = storeFile(store, io.cwd)
  return file === null || existsSync(file)
}

function configured(flags: Where, io: Io): Config['store'] | undefined {
  const file = flags.config ?? DEFAULT_FILE
  const given = flags.config !== undefined || existsSync(path.resolve(io.cwd, file))
  return given ? readConfig(file, io, 'check the path').store : undefined
}
