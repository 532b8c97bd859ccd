import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemNetwork } from '../../probes/network.ts'
import { sweep } from '../../probes/sweep.ts'
import { limits } from '../../shared/config/sections.ts'
import type { Target } from '../../shared/model/target.ts'
import { CASES, SILENT_RESOLVER, type SilentCase } from './silent-cases.ts'

/** The bench proper, run by silent.ts in namespaces of its own: `silent-inside.ts FOLDER [CASE...]`. */

/** The most that a sweep may take, as a multiple of its longest target alone. */
const BAR = 1.15

const [folder = '.', ...only] = process.argv.slice(2)
layNetwork(folder)
const servers = fork(fileURLToPath(new URL('silent-servers.ts', import.meta.url)))
await once(servers, 'message')
say(`Default limits; load of the machine ${loadavg()[0]?.toFixed(2)}; bar ${BAR} x`)
let within = true
for (const one of CASES) {
  if (only.length > 0 && !only.some((part) => one.name.includes(part))) continue
  within = (await measure(one)) && within
}
// A getaddrinfo that waits would keep the process.
process.exit(within ? 0 : 1)

/** Everything but loopback leads to an interface that swallows it. */
function layNetwork(folder: string): void {
  const ip = (line: string) => execFileSync('ip', line.split(' '))
  ip('link set lo up')
  ip('link add hole type veth peer name drain')
  ip('address add 10.99.0.1/32 dev hole')
  // Without ARP it is not noticed that nobody is there.
  ip('link set hole arp off up')
  ip('link set drain up')
  ip('route add default dev hole')
  const file = join(folder, 'resolv.conf')
  writeFileSync(file, `nameserver ${SILENT_RESOLVER}\n`)
  execFileSync('mount', ['--bind', file, '/etc/resolv.conf'])
}

async function measure({ name, silent, healthy }: SilentCase): Promise<boolean> {
  const alone = await timed(silent.slice(0, 1))
  const whole = await timed([...silent, ...healthy])
  const ratio = whole / alone
  const figures = `alone ${seconds(alone)}   all ${seconds(whole)}   ratio ${ratio.toFixed(3)}`
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  say(`${name.padEnd(44)} ${figures}   peak so far ${peak} MiB`)
  return ratio <= BAR
}

/** How long a sweep of these takes, in ms. Throws where one ended otherwise than it should. */
async function timed(targets: readonly Target[]): Promise<number> {
  const began = performance.now()
  const evidence = await sweep(targets, {
    network: systemNetwork(),
    clock: { now: () => performance.now(), date: () => new Date() },
    limits: limits.parse({}),
    resolvers: ['system'],
    ...{ tokens: undefined, signal: undefined, onTarget: undefined },
    onBug: (bug) => {
      throw bug
    },
  })
  const took = performance.now() - began
  const cut = evidence.targets.find(({ ending }) => ending !== 'done')
  if (cut !== undefined) throw new Error(`${cut.target.url} ended as ${cut.ending}`)
  return took
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
