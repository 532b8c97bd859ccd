import { readFileSync } from 'node:fs'
import { serveOddly } from './endpoint.ts'
import { serveFirewall } from './firewall.ts'
import type { Job } from './job.ts'
import { resolveOddly } from './resolver.ts'

const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Job

await Promise.all([
  ...job.resolvers.map((resolver) => resolveOddly(resolver)),
  ...job.endpoints.map((endpoint) => serveOddly(endpoint)),
  ...(job.firewall === null ? [] : [serveFirewall(job.firewall)]),
])
process.stdout.write('ready\n')
