import { spawn } from 'node:child_process'
import { openSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { FIREWALL } from '../network/topology.ts'
import type { Job, OddResolver } from '../odd/job.ts'
import type { Authorities } from '../pki/authorities.ts'
import { inside, type Session } from '../session.ts'
import { allEnded } from '../settle.ts'
import type { World } from '../world/load.ts'
import type { Endpoint } from '../world/schema.ts'

const PROGRAM = path.join(import.meta.dirname, '../odd/main.ts')

/** File in the session’s folder by which a scenario tells the firewall’s servers what may pass. */
export function policyFile(session: Session): string {
  return path.join(session.folder, 'policy.json')
}

/** Our own servers, one process for each namespace that has any: what nginx and BIND cannot do. */
export async function startOddServers(
  session: Session,
  world: World,
  authorities: Authorities,
): Promise<void> {
  const jobs: [string, Job][] = [
    ['dns', { resolvers: oddResolvers(world), endpoints: [], firewall: null }],
    [
      'pe',
      { resolvers: [], endpoints: await oddEndpoints(world, authorities, 'pe'), firewall: null },
    ],
    [
      'inet',
      { resolvers: [], endpoints: await oddEndpoints(world, authorities, 'inet'), firewall: null },
    ],
    [
      FIREWALL,
      {
        resolvers: [],
        endpoints: [],
        firewall: {
          policyFile: policyFile(session),
          ...authorities.inspector,
          rootFile: authorities.rootFile,
        },
      },
    ],
  ]
  await allEnded(jobs.map(([place, job]) => start(session, place, job)))
}

function oddResolvers(world: World): Job['resolvers'] {
  return [...world.resolvers].flatMap(([name, what]): OddResolver[] => {
    if (!('behaves' in what) || what.behaves === 'refuses' || what.behaves === 'closed') return []
    const address = world.resolverAddresses.get(name) ?? ''
    const others = 'to' in what ? [what.to] : 'between' in what ? what.between : []
    const to = others.map((other) => addressOf(world, name, other))
    return [{ address, behaves: what.behaves, to, delay: 'delay' in what ? what.delay : 0 }]
  })
}

function addressOf(world: World, name: string, other: string): string {
  const address = world.resolverAddresses.get(other)
  if (address === undefined) throw new Error(`Resolver ${name} hands on to ${other}, which is none`)
  return address
}

async function oddEndpoints(
  world: World,
  authorities: Authorities,
  place: Endpoint['in'],
): Promise<Job['endpoints']> {
  const made: Job['endpoints'][number][] = []
  for (const [name, what] of world.endpoints) {
    if (what.in !== place || what.odd === undefined || what.odd === 'closed') continue
    const files = await filesOf(name, what, authorities)
    const ports = Object.keys(what.ports).map(Number)
    for (const address of what.at) {
      for (const port of ports) made.push({ address, port, odd: what.odd, files })
    }
  }
  return made
}

async function filesOf(name: string, what: Endpoint, authorities: Authorities) {
  if (what.odd === 'any-name') return authorities.issuer(what.issuer)
  return what.names.length > 0 ? await authorities.issue(name, what) : null
}

async function start(session: Session, place: string, job: Job): Promise<void> {
  const file = path.join(session.folder, `odd-${place}.json`)
  writeFileSync(file, JSON.stringify(job))
  const log = openSync(path.join(session.folder, `odd-${place}.log`), 'a')
  const [program = '', ...args] = [...inside(session, place), process.execPath, PROGRAM, file]
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', log],
    env: { PATH: process.env['PATH'] ?? '' },
    detached: true,
  })
  // The types do not know a pipe beside a file.
  if (child.stdout === null) throw new Error('odd servers have no output to wait for')
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).once('line', () => resolve())
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`odd servers in ${place} ended: ${code}`)))
  await promise
  child.unref()
}
