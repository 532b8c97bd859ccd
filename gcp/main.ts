import '../runtime/thread-pool.ts'
import process from 'node:process'
import { Drain } from '../runtime/drain.ts'
import { endingBy } from './ending.ts'
import type { SweepEvent } from './event.ts'
import { instance } from './instance.ts'
import { cloudLog } from './log.ts'

const { env } = process
const place = { project: env['GOOGLE_CLOUD_PROJECT'] ?? null, labels: {} }
const log = cloudLog({
  out: (line) => void process.stdout.write(line),
  date: () => new Date(),
  project: () => place.project,
  labels: () => place.labels,
})
const drain = new Drain()
const probe = instance({
  ...{ env, log, drain, folder: import.meta.dirname },
  onPlace: ({ project, vantage }) => {
    place.project = project
    place.labels = { vantage }
  },
})
const takeSignals = endingBy({ drain, log, close: () => probe.close() })

if (import.meta.main) {
  // `node index.js`: without the framework, hence without a build.
  const { createServer } = process.getBuiltinModule('node:http')
  takeSignals()
  createServer((request, response) => void probe.serve(request, response)).listen(
    Number(env['PORT'] || 8080),
  )
} else {
  const { cloudEvent, http } = await import('@google-cloud/functions-framework')
  http('perimeter', async (request, response) => {
    takeSignals()
    await probe.serve(request, response)
  })
  cloudEvent('perimeterEvent', async (event: SweepEvent) => {
    takeSignals()
    const { sweepFor } = await import('./event.ts')
    await sweepFor(event, probe)
  })
}
probe.warm()
