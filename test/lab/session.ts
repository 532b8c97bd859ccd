import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { allEnded } from './settle.ts'
import { attempt, run } from './shell.ts'

const PREFIX = 'perimeter-lab-'
const NAMESPACES = '/run/netns'

/** One run of the lab: its temporary folder and its namespaces, both named for the process, so that runs do not collide. */
export interface Session {
  readonly pid: number
  /** Everything the lab writes lies in here. */
  readonly folder: string
}

/** Makes the folder of a new session. */
export function openSession(pid: number): Session {
  const session = { pid, folder: path.join(tmpdir(), `${PREFIX}${pid}`) }
  // The daemons drop root; they must be able to enter.
  mkdirSync(session.folder, { mode: 0o755 })
  return session
}

/** The name of a namespace of the session, for `ip netns`. */
export function namespace(session: Session, place: string): string {
  return `${PREFIX}${session.pid}-${place}`
}

/** The words that run a command in a namespace without touching the machine’s own /etc, as `ip netns exec` would. */
export function inside(session: Session, place: string): readonly string[] {
  return ['nsenter', `--net=${NAMESPACES}/${namespace(session, place)}`]
}

/** Runs a command in a namespace to its end. Throws when it fails. */
export function runInside(
  session: Session,
  place: string,
  command: readonly string[],
  input = '',
): Promise<string> {
  const [program = '', ...args] = [...inside(session, place), ...command]
  return run(program, args, { input })
}

/** Ends every process in the namespaces of a session, and removes them and the folder. Nothing there is no error. */
export async function closeSession(pid: number): Promise<void> {
  const names = namespaces().filter((name) => name.startsWith(`${PREFIX}${pid}-`))
  await allEnded(names.map(killInside))
  // Without minding a failure: another run may be removing the same remains. What is still there is an error.
  for (const name of names) await attempt('ip', ['netns', 'del', name])
  const left = namespaces().filter((name) => names.includes(name))
  if (left.length > 0) throw new Error(`Cannot remove the namespaces ${left.join(', ')}`)
  rmSync(path.join(tmpdir(), `${PREFIX}${pid}`), { recursive: true, force: true })
}

/** Removes what runs that crashed have left: sessions whose process is gone. Returns their process ids. */
export async function closeOrphans(): Promise<readonly number[]> {
  const found = [...namespaces(), ...readdirSync(tmpdir())].flatMap((name) => sessionOf(name) ?? [])
  const orphans = [...new Set(found)].filter((pid) => !runs(pid))
  for (const pid of orphans) await closeSession(pid)
  return orphans
}

function namespaces(): string[] {
  return existsSync(NAMESPACES) ? readdirSync(NAMESPACES) : []
}

function sessionOf(name: string): number | null {
  const digits = new RegExp(`^${PREFIX}(\\d+)`).exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The programs that raise a lab. */
const PROGRAMS = [
  ...['lab/main.ts', 'rules/in-lab.ts'],
  ...['packages/azure-in-lab.ts', 'packages/gcp-in-lab.ts'],
]

/** Whether the process is a run of the lab; its number may have gone to another program since. */
function runs(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return PROGRAMS.some((program) => command.includes(program))
  } catch {
    return false
  }
}

/** Ends what runs in a namespace, and returns when it is gone. */
async function killInside(name: string): Promise<void> {
  // More than one round: a server may start a child between the look and the signal.
  for (let round = 0; round < 5; round++) {
    const { out } = await attempt('ip', ['netns', 'pids', name])
    const pids = out.split('\n').filter(Boolean).map(Number)
    if (pids.length === 0) return
    for (const pid of pids) kill(pid)
    await untilGone(pids)
  }
}

/** Waits, five seconds at most, until the processes are reaped: the daemons’ parent is the machine’s init. */
async function untilGone(pids: readonly number[]): Promise<void> {
  const end = performance.now() + 5000
  while (performance.now() < end && pids.some((pid) => existsSync(`/proc/${pid}`))) await sleep(50)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in between.
  }
}
