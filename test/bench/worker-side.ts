import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Measured } from './figures.ts'
import type { Side } from './side.ts'

/** A side that is Node: a process of its own that runs `script` (see worker.ts) in the rig's folder. */
export function workerSide(
  name: string,
  script: URL,
  folder: string,
  execArgv: readonly string[] = [],
): Side & { stop(): Promise<void> } {
  const child = fork(fileURLToPath(script), [folder], { execArgv: [...execArgv] })
  const exited = once(child, 'exit')
  return {
    name,
    pid: child.pid ?? 0,
    async measure(sweeps) {
      const reply = once(child, 'message')
      child.send(sweeps)
      const first = await Promise.race([reply, exited.then(() => null)])
      if (first === null) throw new Error(`${name} ended before it had measured`)
      return first[0] as Measured
    },
    /** Lets the process go by itself, so that a profile is written. */
    async stop() {
      child.disconnect()
      await exited
    },
  }
}
