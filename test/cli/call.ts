import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ExitStatus } from '../../cli/io.ts'
import { perimeter } from '../../cli/program.ts'

export interface Called {
  readonly status: ExitStatus
  readonly out: string
  readonly err: string
}

interface Surroundings {
  readonly cwd?: string
  readonly env?: Record<string, string>
  /** Stands in for the pause between sweeps. */
  readonly sleep?: (ms: number) => Promise<void>
  /** Of the terminal; default: 100. */
  readonly columns?: number
}

/** Calls the command line in-process, as a pipe would see it. */
export async function call(
  args: readonly string[],
  { cwd = tmpdir(), env = {}, sleep = async () => undefined, columns = 100 }: Surroundings = {},
): Promise<Called> {
  let out = ''
  let err = ''
  const status = await perimeter(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    env,
    cwd,
    terminal: { out: false, err: false, columns },
    signal: new AbortController().signal,
    sleep,
  })
  return { status, out, err }
}

/** A folder of its own with some files; gone at the end. */
export async function folder(
  files: Readonly<Record<string, string>> = {},
): Promise<AsyncDisposable & { readonly path: string }> {
  const made = await mkdtemp(path.join(tmpdir(), 'perimeter-test-'))
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(made, name), text)
  return { path: made, [Symbol.asyncDispose]: () => rm(made, { recursive: true, force: true }) }
}
