import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect } from 'vitest'

const MAIN = path.resolve('cli/main.ts')
const ENV = { PATH: process.env['PATH'] ?? '' }

interface Assistant extends AsyncDisposable {
  readonly client: Client
  /** Calls a tool that must answer, and gives its text. */
  call(name: string, input: object): Promise<string>
  /** Calls a tool that must refuse, and gives what it says. */
  refused(name: string, input: object): Promise<string>
}

/** The client of the SDK, with `perimeter mcp` as its server. At its end nothing but the protocol was on stdout. */
export async function assistant(cwd: string, ...flags: readonly string[]): Promise<Assistant> {
  return await assistantOf([process.execPath, MAIN], cwd, flags)
}

/** The same with any form of the program. */
export async function assistantOf(
  [command = '', ...before]: readonly string[],
  cwd: string,
  flags: readonly string[] = [],
): Promise<Assistant> {
  const args = [...before, 'mcp', ...flags]
  const transport = new StdioClientTransport({ command, args, cwd, env: ENV, stderr: 'pipe' })
  const client = new Client({ name: 'test', version: '1' })
  const foreign: unknown[] = []
  client.onerror = (error) => foreign.push(error)
  await client.connect(transport)
  const ask = async (name: string, input: object) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...input } })
    const [{ text }] = content as [{ text: string }]
    return { text, isError: isError === true }
  }
  return {
    client,
    async call(name, input) {
      const { text, isError } = await ask(name, input)
      expect({ isError, text }).toMatchObject({ isError: false })
      return text
    },
    async refused(name, input) {
      const { text, isError } = await ask(name, input)
      expect({ isError, text }).toMatchObject({ isError: true })
      return text
    },
    async [Symbol.asyncDispose]() {
      expect(foreign).toEqual([])
      await client.close()
    },
  }
}

interface Spawned {
  readonly child: ChildProcessWithoutNullStreams
  /** Its exit status; null: a signal ended it. */
  readonly exit: Promise<number | null>
  send(method: string, params: object): void
  /** The next message. */
  answer(): Promise<unknown>
  readonly err: () => string
}

/** `perimeter mcp` as a bare process, for what no client does. */
export async function spawned(cwd: string): Promise<Spawned> {
  const child = spawn(process.execPath, [MAIN, 'mcp'], { cwd, env: ENV })
  const exit = once(child, 'exit').then(([status]) => status as number | null)
  let err = ''
  child.stderr.on('data', (piece) => {
    err += piece
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const answer = async () => JSON.parse((await lines.next()).value ?? '')
  let id = 0
  const send = (method: string, params: object) =>
    void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params })}\n`)
  const clientInfo = { name: 'test', version: '1' }
  send('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  await answer()
  return { child, exit, send, answer, err: () => err }
}
