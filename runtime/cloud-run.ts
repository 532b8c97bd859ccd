import { readFileSync } from 'node:fs'
import process from 'node:process'
import type { Environment } from '../shared/document/environment.ts'
import { cloudRunUnit } from '../shared/model/cloud-run.ts'
import type { Platform } from './vantage.ts'

/** The facts that the environment shows, by the name of their variable. Cloud Run sets all but the last. */
export const CLOUD_RUN_VARIABLES = {
  service: 'K_SERVICE',
  revision: 'K_REVISION',
  configuration: 'K_CONFIGURATION',
  job: 'CLOUD_RUN_JOB',
  execution: 'CLOUD_RUN_EXECUTION',
  workerPool: 'CLOUD_RUN_WORKER_POOL',
  /** What the deployment claims (`all-traffic`); measured is what the targets show, and the addresses of the host. */
  egress: 'PERIMETER_EGRESS',
} as const

/** Longer than any honest value. */
const LONGEST = 300

/** Facts of more sources than the environment; what is empty or null is not there. */
export type Facts = Readonly<Record<string, string | null | undefined>>

/**
 * What Google Cloud says of the environment: the variables above, what else is known (`more`), and the text of
 * /etc/resolv.conf.
 */
export function cloudRunPlatform(
  env: Environment,
  resolvConf: string | null,
  { region = null, ...more }: Facts = {},
): Platform {
  const facts = {
    ...Object.fromEntries(
      Object.entries(CLOUD_RUN_VARIABLES).map(([fact, variable]) => [fact, env[variable]] as const),
    ),
    project: env['GOOGLE_CLOUD_PROJECT'],
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value)),
    resolvConf: resolvConf === null ? null : settingsIn(resolvConf),
  }
  return {
    cloud: 'gcp',
    region: region ?? env['GOOGLE_CLOUD_REGION'] ?? null,
    app: cloudRunUnit(env)?.name ?? null,
    facts: Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) =>
        value ? [[name, value.slice(0, LONGEST)] as const] : [],
      ),
    ),
  }
}

/** The settings of a resolv.conf in one line: `nameserver 169.254.169.254; search …`. */
function settingsIn(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/[#;].*/, '').trim())
  return lines.filter((line) => line !== '').join('; ')
}

/**
 * For how long after its start the path of an instance may not be open, in ms. Google documents a minute or more for
 * Direct VPC egress (https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc).
 */
const WARM_UP = 120_000

/** What is left of the warm-up of an instance of that age, in ms; `configured` is limits.warmUp, 0 for our own. */
export function warmUpLeft(configured: number, age: number): number {
  return Math.max(0, (configured || WARM_UP) - age)
}

/**
 * For how long from now the path may not be open, in ms: on Cloud Run what is left of the warm-up of the instance,
 * whatever runs in it; elsewhere what is configured, since a path is open there or it is not.
 */
export function warmUpFromNow(
  configured: number,
  env: Environment,
  age: () => number = instanceAge,
): number {
  return cloudRunUnit(env) === null ? configured : warmUpLeft(configured, age())
}

/** Clock ticks a second of /proc, which Linux holds at 100 for programs whatever the kernel's own (proc_pid_stat(5)). */
const TICKS = 100

/**
 * How old the instance is, in ms: as old as the first process of the container where that started this one, perhaps late
 * (a script that runs something else before); else as old as this process. Too young an age only costs time: what is
 * silent is checked again until the warm-up is over.
 */
export function instanceAge(
  read: (file: string) => string = readText,
  { pid, ppid }: Pick<NodeJS.Process, 'pid' | 'ppid'> = process,
): number {
  const own = process.uptime() * 1000
  if (pid !== 1 && ppid !== 1) return own
  try {
    // The name of the process stands in brackets and may hold anything; the start is the 20th field behind it.
    const stat = read('/proc/1/stat')
    const started = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
    const uptime = Number(read('/proc/uptime').split(' ')[0])
    const age = (uptime - started / TICKS) * 1000
    return Number.isFinite(age) ? Math.max(own, age) : own
  } catch {
    return own
  }
}

function readText(file: string): string {
  return readFileSync(file, 'utf8')
}
