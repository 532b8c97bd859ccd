import http from 'node:http'
import { cpuOf } from './figures.ts'
import { type BenchName, TLS_PORT } from './names.ts'
import { CONCURRENCY } from './options.ts'
import { BLACKBOX_PORT } from './rig.ts'
import type { Side } from './side.ts'

/** The exporter at work on the same targets: system resolver, TCP, TLS and HTTP, to one address. */
export function blackboxSide(pid: number, names: readonly BenchName[]): Side {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONCURRENCY })
  const sweep = async () => {
    const began = performance.now()
    await Promise.all(names.map((name) => probe(name.host, agent)))
    return performance.now() - began
  }
  return {
    name: 'blackbox_exporter',
    pid,
    async measure(sweeps) {
      const before = cpuOf(pid)
      const walls: number[] = []
      for (let i = 0; i < sweeps; i++) walls.push(await sweep())
      return { cpu: cpuOf(pid) - before, walls, conclusion: null }
    },
  }
}

function probe(host: string, agent: http.Agent): Promise<void> {
  const target = encodeURIComponent(`https://${host}:${TLS_PORT}/`)
  const path = `/probe?module=https&target=${target}`
  return new Promise((resolve, reject) => {
    const asked = http.get({ host: '127.0.0.1', port: BLACKBOX_PORT, path, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
      response.on('end', () => {
        if (/^probe_success 1$/m.test(Buffer.concat(chunks).toString())) resolve()
        else reject(new Error(`blackbox_exporter did not reach ${host}`))
      })
    })
    asked.on('error', reject)
  })
}
