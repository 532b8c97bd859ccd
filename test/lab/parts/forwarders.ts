import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runInside, type Session } from '../session.ts'
import { allEnded } from '../settle.ts'
import type { World } from '../world/load.ts'

/** Nobody has this address: a query to it is dropped. */
const NOWHERE = '10.50.0.254'

/** One process for each forwarder. They keep no cache, so that no scenario sees the answers of another. */
export async function startForwarders(session: Session, world: World): Promise<void> {
  const folder = path.join(session.folder, 'forwarders')
  mkdirSync(folder)
  const starts = [...world.resolvers].flatMap(([name, what]) => {
    if (!('forwarder' in what)) return []
    const address = world.resolverAddresses.get(name) ?? ''
    const to = what.to === 'nowhere' ? NOWHERE : world.resolverAddresses.get(what.to)
    if (to === undefined) throw new Error(`Resolver ${name} forwards to ${what.to}, which is none`)
    // A change’s own resolver has the change’s name, with a slash in it.
    const file = path.join(folder, `${name.replaceAll(/[^a-z0-9-]/g, '_')}.conf`)
    const text = CONFIGURATION[what.forwarder]({ address, to, file, folder, options: what.options })
    writeFileSync(file, text)
    return [runInside(session, 'dns', [...COMMAND[what.forwarder], file])]
  })
  await allEnded(starts)
}

const COMMAND = {
  unbound: ['unbound', '-c'],
  dnsmasq: ['dnsmasq', '-C'],
} as const

interface Forwarder {
  readonly file: string
  readonly address: string
  readonly to: string
  readonly folder: string
  readonly options: readonly string[]
}

const CONFIGURATION = {
  unbound: (f: Forwarder) => `
server:
  directory: "${f.folder}"
  chroot: ""
  username: ""
  pidfile: "${f.file}.pid"
  logfile: "${f.file}.log"
  use-syslog: no
  interface: ${f.address}
  access-control: 0.0.0.0/0 allow
  do-ip6: no
  num-threads: 1
  module-config: "iterator"
  do-not-query-localhost: no
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
  serve-expired: no
  # It gives up within the second that the lab gives to a step.
  outbound-msg-retry: 1
  unknown-server-time-limit: 150
${f.options.map((line) => `  ${line}`).join('\n')}
forward-zone:
  name: "."
  forward-addr: ${f.to}
remote-control:
  control-enable: no
`,
  dnsmasq: (f: Forwarder) => `
user=root
pid-file=${f.file}.pid
log-facility=${f.file}.log
listen-address=${f.address}
bind-interfaces
except-interface=none
no-resolv
no-hosts
cache-size=0
server=${f.to}
${f.options.join('\n')}
`,
} as const
