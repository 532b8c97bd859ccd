import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

/** What Cloud Run and gcp/infra say to an instance. */
export const CLOUD_RUN = {
  K_SERVICE: 'perimeter',
  K_REVISION: 'perimeter-00001-abc',
  K_CONFIGURATION: 'perimeter',
  FUNCTION_TARGET: 'perimeter',
  PERIMETER_EGRESS: 'all-traffic',
} as const

/** What is called in the package: the framework’s own program, or ours. */
export const FRAMEWORK = 'node_modules/@google-cloud/functions-framework/build/src/main.js'
export const OWN = 'index.js'

/** IAM has let the caller in. */
export const ADMITTED = {
  authorization: `Bearer e30.${Buffer.from('{"email":"someone@example.com"}').toString('base64url')}.SIGNATURE_REMOVED_BY_GOOGLE`,
}

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the answer is, tests say what they expect
  readonly json: any
}

/** A process of the package, and its caller. */
export class RunningFunction implements AsyncDisposable {
  readonly port: number
  readonly #child: ChildProcess
  #out = ''

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#out += text
      })
    }
  }

  /** Starts a program of a package, and waits until it listens; `inside` are words that run a command elsewhere. */
  static async start(
    folder: string,
    program: string,
    env: Readonly<Record<string, string>>,
    inside: readonly string[] = [],
  ): Promise<RunningFunction> {
    const port = await freePort()
    const [command = '', ...args] = [...inside, process.execPath, program]
    const child = spawn(command, args, {
      cwd: folder,
      env: { NODE_ENV: 'production', ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const running = new RunningFunction(child, port)
    while (!(await listens(port))) {
      if (child.exitCode !== null)
        throw new Error(`It ended with ${child.exitCode}: ${running.#out}`)
      await pause(5)
    }
    return running
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN
  }

  /** Everything that it has written. */
  get output(): string {
    return this.#out
  }

  /** Its log entries. */
  // biome-ignore lint/suspicious/noExplicitAny: an entry has whatever fields it has
  get entries(): readonly any[] {
    return this.#out
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
  }

  async get(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
    return await this.call('GET', path, { headers })
  }

  async post(
    path: string,
    body: unknown = {},
    headers: http.OutgoingHttpHeaders = {},
  ): Promise<Answer> {
    return await this.call('POST', path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  async call(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: http.OutgoingHttpHeaders; body?: string } = {},
  ): Promise<Answer> {
    const request = http.request({
      ...{ host: '127.0.0.1', port: this.port, method, path, agent: false },
      headers: { ...ADMITTED, ...headers },
    })
    request.end(body)
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    let text = ''
    for await (const part of response.setEncoding('utf8')) text += part
    const { statusCode = 0 } = response
    const isJson = /json/.test(response.headers['content-type'] ?? '')
    return { status: statusCode, headers: response.headers, text, json: isJson && JSON.parse(text) }
  }

  /** Sends a signal, and gives how it ended: the exit status or the signal, and after how many ms. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<{ ended: unknown; ms: number }> {
    const begin = performance.now()
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill(signal)
      await once(this.#child, 'close')
    }
    const { exitCode, signalCode } = this.#child
    return { ended: exitCode ?? signalCode, ms: performance.now() - begin }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop('SIGKILL')
  }
}

/** The framework takes a number, and tells none. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function listens(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
