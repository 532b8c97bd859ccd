import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { request } from 'undici'
import { freePort } from '../free-port.ts'
import { node } from './fleet.ts'

const MAIN = fileURLToPath(new URL('../../../gcp/main.ts', import.meta.url))

export interface Running extends AsyncDisposable {
  readonly origin: string
  kill(): void
}

/** An instance of the service, once it answers. */
export async function instanceOf(env: NodeJS.ProcessEnv): Promise<Running> {
  const port = await freePort()
  const child = node([MAIN], { ...env, PORT: String(port) })
  child.stdout?.resume()
  const exit = once(child, 'exit')
  const origin = `http://127.0.0.1:${port}`
  while (!(await answers(origin))) {
    if (child.exitCode !== null) throw new Error(`An instance ended with status ${child.exitCode}`)
    await pause(50)
  }
  return {
    origin,
    kill: () => void child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exit
    },
  }
}

async function answers(origin: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`${origin}/api/health`)
    await body.dump()
    return statusCode === 200
  } catch {
    return false
  }
}

export interface FrontEnd extends AsyncDisposable {
  readonly origin: string
  killsLeft(): number
}

/**
 * What stands before the instances, as Cloud Run’s own does: one request for each at a time, a token for every one that was
 * let in. Some requests come twice; some instances are killed while they work, others before their answer is passed on.
 */
export async function frontEnd(
  start: () => Promise<Running>,
  size: number,
  kills: number,
  random: () => number,
): Promise<FrontEnd> {
  let left = kills
  const free: Running[] = []
  const waiting: ((one: Running) => void)[] = []
  const give = (one: Running) => {
    const next = waiting.shift()
    if (next === undefined) free.push(one)
    else next(one)
  }
  const take = async () => free.shift() ?? (await new Promise<Running>((go) => waiting.push(go)))
  const all = new Set<Running>()
  const add = async () => {
    const one = await start()
    all.add(one)
    give(one)
  }
  const strikes = (worth: number) => left > 0 && random() < worth && left-- > 0

  async function forward(body: string): Promise<number> {
    const one = await take()
    if (strikes(0.3)) setImmediate(() => one.kill())
    try {
      const answer = await request(`${one.origin}/api/shard`, {
        ...{ method: 'POST', body, headersTimeout: 900_000 },
        headers: { authorization: 'Bearer pub-sub', 'content-type': 'application/json' },
      })
      await answer.body.dump()
      if (strikes(0.15)) throw new Error('killed before its answer came')
      give(one)
      return answer.statusCode
    } catch {
      all.delete(one)
      await one[Symbol.asyncDispose]()
      void add()
      return 502
    }
  }

  const server = http.createServer(async (incoming, response) => {
    const body = (await Array.fromAsync(incoming.setEncoding('utf8'))).join('')
    const status = await forward(body)
    response.writeHead(status).end()
    if (random() < 0.2) await forward(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await Promise.all(Array.from({ length: size }, add))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    killsLeft: () => left,
    async [Symbol.asyncDispose]() {
      left = 0
      server.closeAllConnections()
      server.close()
      await Promise.all([...all].map((one) => one[Symbol.asyncDispose]()))
    },
  }
}
