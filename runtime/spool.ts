import {
  closeSync,
  constants,
  type Dirent,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import type { Report } from '../shared/model/report.ts'
import type { Spool } from '../shared/ports/spool.ts'
import { pack, packable, reportIn, unpack } from '../shared/report/pack.ts'

export interface SpoolLimits {
  readonly reports: number
  readonly bytes: number
}

/** At one sweep a minute and 500 targets (some 90 kB each): most of a day. */
const LIMITS: SpoolLimits = { reports: 2000, bytes: 128 * 1024 * 1024 }

/** No report of 100,000 targets is as large, in bytes: what is was put there. */
const LARGEST = 64 * 1024 * 1024

const SUFFIX = '.json.zst'

/**
 * A spool in a folder of its own, made when it is first needed: one file a report, named by its id, which sorts by
 * time. A file is whole or not there, whenever the process is killed. Errors of the disk are thrown.
 */
export function openSpool(folder: string, limits: SpoolLimits = LIMITS): Spool {
  const fileOf = (id: string) => path.join(folder, fileName(id))
  return {
    async list() {
      return (await namesIn(folder)).map(idOf)
    },

    async put(report) {
      makeOwn(folder)
      // One name a process: what a killed one leaves behind is written over, and does not pile up.
      const part = path.join(folder, `${process.pid}.part`)
      writeDurably(part, pack(packable(report), null))
      renameSync(part, fileOf(report.id))
      return { dropped: await dropBeyond(folder, limits) }
    },

    async get(id) {
      return await readReport(fileOf(id))
    },

    async remove(id) {
      await rm(fileOf(id), { force: true })
    },
  }
}

/** Throws for a folder that somebody else put there, who could read what goes into it. */
function makeOwn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  const self = process.geteuid?.()
  if (found.isSymbolicLink() || (self !== undefined && found.uid !== self)) {
    throw new Error(`${folder} is a link, or belongs to another user`)
  }
}

/** The report of a file; null when it is gone or damaged. */
async function readReport(file: string): Promise<Report | null> {
  try {
    const { size } = await stat(file)
    return size > LARGEST ? null : reportIn(unpack(await readFile(file), null))
  } catch {
    return null
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true })
    return found.flatMap((file) => (isReport(file) ? [file.name] : [])).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** What somebody else put there is not touched: a folder, a link, a pipe, a name that is no id. */
function isReport(file: Dirent): boolean {
  if (!file.isFile() || !file.name.endsWith(SUFFIX)) return false
  try {
    return fileName(idOf(file.name)) === file.name
  } catch {
    return false
  }
}

function fileName(id: string): string {
  return `${encodeURIComponent(id)}${SUFFIX}`
}

function idOf(name: string): string {
  return decodeURIComponent(name.slice(0, -SUFFIX.length))
}

/** A link in its place is not followed: the folder may lie where others write. */
const WRITTEN_OVER =
  constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0)

function writeDurably(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, WRITTEN_OVER, 0o600)
  try {
    // One write may take a part only, on a disk that is nearly full: this one takes all, or throws.
    writeFileSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** In bytes; 0 when somebody removed it since it was listed. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

/** From the newest on as many as fit; the others go. */
async function dropBeyond(folder: string, limits: SpoolLimits): Promise<readonly string[]> {
  const dropped: string[] = []
  let bytes = 0
  for (const [index, name] of (await namesIn(folder)).toReversed().entries()) {
    const file = path.join(folder, name)
    bytes += await sizeOf(file)
    if (index < limits.reports && bytes <= limits.bytes) continue
    await rm(file, { force: true })
    dropped.push(idOf(name))
  }
  return dropped.reverse()
}
