import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { freePort } from './free-port.ts'

const INSTALLED = path.join(
  import.meta.dirname,
  'servers/node_modules',
  'azurite/dist/src/table/main.js',
)
const MAIN = process.env['PERIMETER_AZURITE'] ?? INSTALLED

/** Each of its services is a program of its own. */
type Service = 'table' | 'queue'
const mainOf = (service: Service) => path.resolve(MAIN, '../..', service, 'main.js')

/** What keeps Azurite from running here; null when nothing does. In CI it must run: throws there. */
export function azuriteMissing(): string | null {
  if (existsSync(MAIN)) return null
  const message =
    'Missing here: Azurite (npm ci --prefix test/peers/servers, or name its table/main.js in PERIMETER_AZURITE)'
  if (process.env['CI']) throw new Error(message)
  return message
}

/** The account and key that every Azurite has: https://learn.microsoft.com/azure/storage/common/storage-use-azurite */
export const ACCOUNT = 'devstoreaccount1'
export const KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

export interface Azurite extends AsyncDisposable {
  readonly port: number
}

/** Where Azurite is to listen. */
interface Site {
  /** The words that run a command there, as in a network namespace. */
  readonly within: readonly string[]
  readonly host: string
  readonly port: number
  /** The account that it has instead of its own, with the same key. */
  readonly account: string
}

/** A service of Azurite in memory, a process of its own; without a site, on a free port of loopback. */
export async function startAzurite(
  more: readonly string[] = [],
  site?: Site,
  service: Service = 'table',
): Promise<Azurite> {
  const { within, host, account } = site ?? { within: [], host: '127.0.0.1', account: ACCOUNT }
  const port = site?.port ?? (await freePort())
  const inMemory = ['--inMemoryPersistence', '--silent', '--disableTelemetry']
  const at = [`--${service}Host`, host, `--${service}Port`, String(port)]
  const [program = '', ...words] = [...within, process.execPath, mainOf(service)]
  const child = spawn(program, [...words, ...inMemory, ...at, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, AZURITE_ACCOUNTS: `${account}:${KEY}` },
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  await started(child)
  return {
    port,
    async [Symbol.asyncDispose]() {
      process.off('exit', end)
      const exit = once(child, 'exit')
      end()
      await exit
    },
  }
}

async function started(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (/successfully (started|listens)/.test(said)) resolve()
    })
  }
  child.once('exit', () => reject(new Error(`Azurite did not start: ${said}`)))
  await promise
}

export function connectionString(tables: number, queues?: number): string {
  const endpoint = (service: string, port: number) =>
    `${service}Endpoint=http://127.0.0.1:${port}/${ACCOUNT}`
  const services = [
    endpoint('Table', tables),
    ...(queues === undefined ? [] : [endpoint('Queue', queues)]),
  ].join(';')
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};${services}`
}

let tables = 0

/** A name that no test has yet. */
export function freshTable(): string {
  return `test${process.pid}x${++tables}`
}
