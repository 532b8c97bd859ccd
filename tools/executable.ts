import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { nodeBinary, type Platform } from './node-binary.ts'

/** What Node looks for in its own image: https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

export interface ExecutableOptions {
  /** A program as one CommonJS file. */
  readonly script: string
  readonly platform: Platform
  /** The executable to write. */
  readonly file: string
  /** A folder for what is needed on the way; not emptied, so that a second run fetches nothing. */
  readonly work: string
}

/**
 * A program and its Node as one executable. The same script and the same Node give the same bytes: neither snapshot nor
 * code cache is in it, which would also tie it to the platform that it is made on.
 */
export function executable({ script, platform, file, work }: ExecutableOptions): void {
  mkdirSync(work, { recursive: true })
  const blob = path.join(work, 'program.blob')
  const config = path.join(work, 'program.json')
  const without = { disableExperimentalSEAWarning: true, useSnapshot: false, useCodeCache: false }
  writeFileSync(config, JSON.stringify({ main: script, output: blob, ...without }))
  execFileSync(process.execPath, ['--experimental-sea-config', config], { stdio: 'ignore' })
  rmSync(file, { force: true })
  copyFileSync(nodeBinary(platform, work), file)
  chmodSync(file, 0o755)
  const inject = createRequire(import.meta.url).resolve('postject/dist/cli.js')
  const args = [inject, file, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE]
  // It warns of section names that Node's image does not have.
  execFileSync(process.execPath, args, { stdio: 'ignore' })
}
