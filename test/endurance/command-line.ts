import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { FILE, packageCli } from '../../cli/package.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { Child, sweptIn } from './child.ts'
import { configuration, type PretendNetwork } from './network.ts'
import type { Program, Running } from './program.ts'

/** The command line as it is handed out, one file, with its store in SQLite. */
export async function commandLine(
  command: 'check' | 'serve',
  folder: string,
  network: PretendNetwork,
): Promise<Program> {
  const dist = path.join(folder, 'dist')
  await packageCli(dist)
  const cwd = path.join(folder, 'place')
  mkdirSync(cwd)
  writeFileSync(
    path.join(cwd, 'perimeter.yaml'),
    configuration(network, '{ sqlite: ./perimeter.db }'),
  )
  const file = path.join(cwd, 'perimeter.db')
  const env = {
    ...process.env,
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
    PERIMETER_TOKEN: 'a token that nobody guesses',
  }
  const words =
    command === 'check' ? ['check', '--save', '--format', 'json'] : ['serve', '--port', '0']
  return {
    kind: command === 'check' ? 'cli' : 'scheduled',
    sweeps: command === 'check' ? 1 : null,
    spool: command === 'check' ? null : `${file}.spool`,
    async start({ args = [] } = {}) {
      const child = spawn(process.execPath, [...args, path.join(dist, FILE), ...words], {
        ...{ cwd, env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const end = () => void child.kill('SIGTERM')
      return command === 'check' ? saved(child, end) : new Child(child, { keptIn: sweptIn, end })
    },
    open: async () => openSqliteStore(file),
    integrity() {
      using db = new DatabaseSync(file)
      const said = Object.values(db.prepare('pragma integrity_check').get() ?? {}).join()
      return said === 'ok' ? null : said
    },
    async [Symbol.asyncDispose]() {},
  }
}

/** `check` prints before it saves: only its exit status says that the report is kept. */
function saved(child: ReturnType<typeof spawn>, end: () => void): Running {
  let id: string | null = null
  const running = new Child(child, {
    keptIn(line) {
      id ??= /^ {2}"id": "([^"]+)"/.exec(line)?.[1] ?? null
      return null
    },
    end,
  })
  child.once('close', (status) => {
    if (id !== null && (status === 0 || status === 1)) running.tell(id)
  })
  return running
}
