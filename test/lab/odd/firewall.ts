import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { FIREWALL_PORTS } from '../network/topology.ts'
import { applicationHttp, applicationTls } from './application-rules.ts'
import { inspector } from './inspector.ts'
import type { FirewallJob, Policy } from './job.ts'

/** The servers of the firewall itself, to which rules of a scenario lead connections. */
export async function serveFirewall(job: FirewallJob): Promise<void> {
  const policy = () => JSON.parse(readFileSync(job.policyFile, 'utf8')) as Policy
  await Promise.all([
    listen(
      createServer((socket) => void applicationTls(socket, policy())),
      'applicationTls',
    ),
    listen(
      createServer((socket) => void applicationHttp(socket, policy())),
      'applicationHttp',
    ),
    listen(await inspector(job, policy), 'inspector'),
  ])
}

async function listen(server: Server, port: keyof typeof FIREWALL_PORTS): Promise<void> {
  server.listen(FIREWALL_PORTS[port], '::')
  await once(server, 'listening')
}
