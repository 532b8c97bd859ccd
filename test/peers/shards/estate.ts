import { once } from 'node:events'
import net from 'node:net'
import type { Report } from '../../../shared/model/report.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'

/** More than one instance takes by itself, cheap to check: connections on loopback, one of ten to a port that refuses. */
export const TARGETS = 10_000

export interface Estate extends Disposable {
  /** The configuration at a vantage; `store` as it stands in YAML, '' for the shell's own. */
  config(vantage: string, store?: string): string
}

export async function estate(): Promise<Estate> {
  const server = net.createServer((socket) => socket.on('error', () => {}).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const open = (server.address() as net.AddressInfo).port
  const targets = Array.from({ length: TARGETS }, (_, n) => {
    // Nothing listens at port 1 of loopback.
    return `  - { name: target ${n}, url: "tcp://127.0.0.1:${n % 10 === 3 ? 1 : open}" }`
  })
  return {
    config: (vantage, store = '') =>
      [
        `vantage: ${vantage}`,
        ...['proxy: none', 'resolvers: []', store],
        // As long as a function may run: the machine of these tests may be busy.
        'limits: { sweep: 9m, target: 2m, step: 1m, attempts: 1 }',
        ...['targets:', ...targets, ''],
      ].join('\n'),
    [Symbol.dispose]() {
      server.close()
    },
  }
}

/** What the last scheduled report of a vantage concludes: all but times and places. */
export async function concluded(store: ResultsStore, vantage: string) {
  const report: Report | null = await store.latest(vantage, 'scheduled')
  if (report === null) throw new Error(`There is no report of ${vantage}`)
  return {
    summary: report.summary,
    results: report.results.map(({ target, verdict, findings }) => [
      ...[target.id, verdict],
      ...findings.map(({ code, subject }) => `${code} ${subject}`),
    ]),
    causes: report.causes.map(({ code, subject, targets }) => ({ code, subject, targets })),
  }
}
