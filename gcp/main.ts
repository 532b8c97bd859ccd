import '../runtime/thread-pool.ts'
import '../runtime/small-heap.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import process from 'node:process'
import { Drain } from '../runtime/drain.ts'
import { endingBy } from './ending.ts'
import type { SweepEvent } from './event.ts'
import { instance } from './instance.ts'
import { cloudLog } from './log.ts'
import { listenFirst, withSmallBody } from './own-listener.ts'

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

/** The name of the function that HTTP calls reach. */
const HTTP_FUNCTION = 'perimeter'

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  takeSignals()
  await probe.serve(request, response)
}

if (import.meta.main) {
  // `node index.js`: without the framework, hence without a build.
  const { createServer } = process.getBuiltinModule('node:http')
  createServer(serve).listen(Number(env['PORT'] || 8080))
  takeSignals()
} else {
  const { cloudEvent, http } = await import('@google-cloud/functions-framework')
  http(HTTP_FUNCTION, serve)
  cloudEvent('perimeterEvent', async (event: SweepEvent) => {
    takeSignals()
    const { sweepFor } = await import('./event.ts')
    await sweepFor(event, probe)
  })
  listenFirst((request, response, on) => {
    if (env['FUNCTION_TARGET'] === HTTP_FUNCTION) void serve(request, response)
    else withSmallBody(request, response, on)
  })
}
probe.warm()
