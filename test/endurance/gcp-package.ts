import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { packageGcp } from '../../gcp/package.ts'
import { openFirestore } from '../../stores/firestore/open-firestore.ts'
import { ADMITTED, CLOUD_RUN, freePort, OWN } from '../packages/gcp-function.ts'
import { metadataServer } from '../packages/gcp-metadata.ts'
import { startEmulator } from '../peers/firestore-emulator.ts'
import { Child } from './child.ts'
import { configuration, type PretendNetwork } from './network.ts'
import type { Program, Start } from './program.ts'

const PROJECT = 'contoso-net'

/** The package of the Cloud Run function, by `node index.js`, with its store in the emulator of Firestore. */
export async function gcpPackage(
  folder: string,
  network: PretendNetwork,
  healthy = 1,
): Promise<Program> {
  const app = path.join(folder, 'app')
  const temporary = path.join(folder, 'tmp')
  for (const made of [app, temporary]) mkdirSync(made)
  await packageGcp({ outDir: app })
  await using stack = new AsyncDisposableStack()
  const metadata = stack.use(await metadataServer())
  const emulator = await startEmulator()
  stack.defer(() => emulator.stop())
  const own = { FIRESTORE_EMULATOR_HOST: emulator.host }
  const env = {
    ...{ NODE_ENV: 'production', ...CLOUD_RUN, ...own, TMPDIR: temporary },
    GCE_METADATA_HOST: `127.0.0.1:${metadata.port}`,
    PERIMETER_CONFIG_YAML: configuration(
      network,
      `{ firestore: { project: ${PROJECT} } }`,
      healthy,
    ),
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  }
  const lasting = stack.move()
  return {
    ...{ kind: 'scheduled', sweeps: null, integrity: () => null },
    spool: path.join(temporary, 'perimeter-spool'),
    async start({ args = [], between = async () => {} } = {}) {
      const port = await freePort()
      const child = spawn(process.execPath, [...args, OWN], {
        ...{ cwd: app, env: { ...env, PORT: String(port) } },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let ending = false
      const running = new Child(child, {
        keptIn: () => null,
        end() {
          ending = true
          child.kill('SIGTERM')
        },
      })
      void sweepOn(child, port, running, { ending: () => ending, between })
      return running
    },
    open: async () => await openFirestore({ project: PROJECT }, { env: own }),
    async [Symbol.asyncDispose]() {
      await lasting.disposeAsync()
    },
  }
}

/** Asks for the next sweep when the one before is answered, until nobody is there any more. */
async function sweepOn(
  child: ChildProcess,
  port: number,
  to: Child,
  { ending, between }: Required<Pick<Start, 'between'>> & { readonly ending: () => boolean },
) {
  while (child.exitCode === null && child.signalCode === null && !ending()) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/sweep`, {
        ...{ method: 'POST', body: '{}' },
        headers: { ...ADMITTED, 'content-type': 'application/json' },
      })
      const { report, kept, detail } = (await answer.json()) as {
        readonly report?: string
        readonly kept?: string
        readonly detail?: string
      }
      if (report !== undefined && kept !== 'logged') {
        to.tell(report)
        await between(to)
      }
      if (report === undefined) to.line(`${answer.status} ${detail}`)
      // There is a rate for sweeps.
      if (answer.status === 429) await pause(1000)
    } catch {
      // Not listening yet, or killed.
      await pause(5)
    }
  }
}
