import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import type { Lab } from '../lab.ts'
import { apply } from '../scenario/apply.ts'
import { CLI, completed, inVnet, variables } from '../scenario/probe.ts'
import type { NamedScenario } from '../scenario/schema.ts'

/** It sweeps when it starts; it is stopped long before it would again. */
const ONCE_A_YEAR = '0 0 0 1 1 *'
const TIMEOUT = 60_000

/**
 * Puts the lab into a state and lets `perimeter serve` sweep it once: the agent, its alerts and SQLite, as they run on
 * a server. Throws with what it said when no sweep comes of it.
 */
export async function sweepOnce(
  lab: Lab,
  state: NamedScenario,
  database: string,
  asked: AbortSignal,
): Promise<void> {
  const files = await apply(lab, state)
  const config = path.join(lab.session.folder, 'probe', 'perimeter.yaml')
  const own = {
    // A hundred targets at once on a busy machine: a connection may take its time.
    limits: { step: '2s', target: '12s', sweep: '50s', attempts: 2 },
    schedule: ONCE_A_YEAR,
    store: { sqlite: database },
    alerts: { openAfter: 1, closeAfter: 1 },
  }
  writeFileSync(config, stringify({ ...completed(lab, state), ...own }))
  const call = [process.execPath, CLI, 'serve', '--config', config, '--port', '0']
  const [program = '', ...args] = [...inVnet(lab, files), ...call]
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: lab.session.folder,
    LANG: 'C.UTF-8',
    ...variables(lab),
  }
  // A group of its own: Ctrl-C is for the lab.
  const child = spawn(program, args, { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = () => void child.kill('SIGINT')
  asked.addEventListener('abort', stop)
  const late = setTimeout(() => child.kill('SIGKILL'), TIMEOUT)
  let said = ''
  let swept = false
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (swept || !said.includes('"event":"sweep"')) return
    swept = true
    stop()
  })
  await once(child, 'close')
  clearTimeout(late)
  asked.removeEventListener('abort', stop)
  if (!swept && !asked.aborted)
    throw new Error(`the probe did not sweep and said: ${said.trim().slice(0, 600)}`)
}
