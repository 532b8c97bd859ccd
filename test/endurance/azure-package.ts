import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { packageAzure } from '../../azure/package.ts'
import { openAzureTables } from '../../stores/azure-tables/open-azure-tables.ts'
import type { FromWorker, ToWorker } from '../packages/azure-worker.ts'
import { connectionString, startAzurite } from '../peers/azurite.ts'
import { Child, sweptIn } from './child.ts'
import { configuration, type PretendNetwork } from './network.ts'
import type { Program } from './program.ts'

const WORKER = path.join(import.meta.dirname, '../packages/azure-worker.ts')

/** The package of the function app in a process such as the platform’s, with its store in Azurite. */
export async function azurePackage(
  folder: string,
  network: PretendNetwork,
  healthy = 1,
): Promise<Program> {
  const app = path.join(folder, 'app')
  const temporary = path.join(folder, 'tmp')
  for (const made of [app, temporary]) mkdirSync(made)
  const made = await packageAzure({ outDir: app })
  const azurite = await startAzurite()
  const store = connectionString(azurite.port)
  const env = {
    PERIMETER_CONFIG_YAML: configuration(
      network,
      '{ azureTables: { connectionString: "${STORE}" } }',
      healthy,
    ),
    ...{ STORE: store, TMPDIR: temporary, WEBSITE_SITE_NAME: 'func-test' },
    ...{ PERIMETER_SCHEDULE: '0 */5 * * * *', WEBSITE_SKU: 'FlexConsumption' },
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  }
  return {
    ...{ kind: 'scheduled', sweeps: null, integrity: () => null },
    spool: path.join(temporary, 'perimeter-here'),
    async start({ args = [], between = async () => {} } = {}) {
      const child = fork(WORKER, [made.folder], { env, silent: true, execArgv: [...args] })
      const send = (message: ToWorker) => child.connected && child.send(message, () => {})
      const sweep = () =>
        send({
          ...{ type: 'invoke', id: randomUUID(), name: 'sweep', metadata: {} },
          data: { json: JSON.stringify({ IsPastDue: false }) },
        })
      let ending = false
      const running = new Child(child, {
        keptIn: () => null,
        end() {
          ending = true
          send({ type: 'terminate' })
        },
      })
      const next = async (first: boolean) => {
        if (!first) await between(running)
        if (!ending) sweep()
      }
      child.on('message', (message: FromWorker) => {
        if (message.type === 'log') {
          const id = sweptIn(message.message)
          if (id !== null) running.tell(id)
          else running.line(message.message)
        } else {
          void next(message.type === 'loaded')
        }
      })
      return running
    },
    open: async () => await openAzureTables({ connectionString: store }),
    async [Symbol.asyncDispose]() {
      await azurite[Symbol.asyncDispose]()
    },
  }
}
