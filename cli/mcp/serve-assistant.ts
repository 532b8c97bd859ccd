import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { planConfig } from '../../runtime/plan-config.ts'
import type { Planned } from '../../runtime/plan-file.ts'
import { DEFAULT_CONFIG } from '../../shared/config/default-config.ts'
import { EXIT, type ExitStatus, type Io } from '../io.ts'
import { DEFAULT_FILE, planFromFlags } from '../plan.ts'
import { openStore, openToRead } from '../store.ts'
import { sessionApp } from './session-app.ts'
import { ToolServer } from './tool-server.ts'

export interface Assisting {
  /** As it was named; absent: the default one, if it is there. */
  readonly config: string | undefined
  /** Whether checks are kept. */
  readonly save: boolean
}

/** Of one message, in bytes. */
const LARGEST = 1_048_576

/**
 * Serves one assistant on the standard streams of this process until it hangs up, or `io.signal`. Standard output
 * carries the protocol alone. Throws RefusedConfigError and StoreError before the first message only.
 */
export async function serveAssistant({ config, save }: Assisting, io: Io): Promise<ExitStatus> {
  const configFile = config ?? defaultFile(io)
  const planned =
    configFile === null ? nothingPlanned(io) : planFromFlags({ config: configFile }, io)
  const store = await (save ? openStore : openToRead)(planned.config, io)
  const over = new AbortController()
  try {
    const session = { planned, configFile, io, signal: AbortSignal.any([io.signal, over.signal]) }
    const app = sessionApp({ planned, configFile, store, stopping: session.signal }, io)
    const tools = new ToolServer({ ...session, app })
    const status = await hungUp(tools, io)
    over.abort()
    await tools.idle()
    return status
  } finally {
    await store.close()
  }
}

function defaultFile({ cwd }: Io): string | null {
  return existsSync(path.resolve(cwd, DEFAULT_FILE)) ? DEFAULT_FILE : null
}

/** What needs no configuration works without one. */
function nothingPlanned({ cwd, env }: Io): Planned {
  return planConfig(DEFAULT_CONFIG, { folder: cwd, env })
}

/** Connects, and waits for the end: of the input or the output, by the signal, or by a message that is too large. */
async function hungUp({ server }: ToolServer, { signal, err }: Io): Promise<ExitStatus> {
  const { stdin, stdout } = process
  const { promise, resolve } = Promise.withResolvers<ExitStatus>()
  let status: ExitStatus = EXIT.asExpected
  const end = () => resolve(status)
  // A message that is too large: the transport says so, and closes.
  server.server.onclose = end
  server.server.onerror = (error) => {
    if (error.message.startsWith('ReadBuffer exceeded')) {
      status = EXIT.wrongCall
      err(
        `perimeter: A message of more than ${LARGEST} bytes ends the session; ask for less at once\n`,
      )
    } else err('perimeter: warning: a line of the input is no message of the protocol: ignored\n')
  }
  for (const stream of [stdin, stdout]) stream.once('close', end).once('error', end)
  stdin.once('end', end)
  signal.addEventListener('abort', end, { once: true })
  if (stdin.isTTY) err('perimeter: an assistant speaks to this, see docs/mcp.md; Ctrl-C ends it\n')
  await server.connect(new StdioServerTransport(stdin, stdout, { maxBufferSize: LARGEST }))
  if (signal.aborted) end()
  const ended = await promise
  await server.close()
  stdin.destroy()
  return ended
}
