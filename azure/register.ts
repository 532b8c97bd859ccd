import type { app as functions, HttpHandler } from '@azure/functions'
import type { Environment } from '../shared/document/environment.ts'
import type { FunctionApp } from './function-app.ts'
import type { AzureLog } from './log.ts'
import { timerSchedule } from './schedule.ts'
import { SHARD_QUEUE, shardQueue } from './shard-queue.ts'
import { fromResponse, toRequest } from './translate.ts'

export interface Registration {
  readonly app: Pick<typeof functions, 'setup' | 'hook' | 'timer' | 'http' | 'storageQueue'>
  readonly own: FunctionApp
  readonly log: AzureLog
  readonly env: Environment
}

/**
 * Registers the functions. Paths start with `api/`, the routePrefix of host.json; what there is behind them the app
 * itself knows, so that an unknown path is reported as a problem, too, by whoever may call at all.
 */
export function register({ app, own, log, env }: Registration): void {
  const answering =
    (answer: (request: Request) => Promise<Response>): HttpHandler =>
    async (request, context) =>
      await log.during(context, async () => fromResponse(await answer(toRequest(request))))
  app.setup({ enableHttpStream: true })
  app.hook.appTerminate(async () => await own.stop())
  app.timer('sweep', {
    schedule: timerSchedule(env).registered,
    useMonitor: true,
    runOnStartup: false,
    handler: async (timer, context) =>
      await log.during(context, async () => await own.sweep(timer)),
  })
  // Without a queue there is no trigger: the host would need an extension for it, which it loads from elsewhere.
  if (shardQueue(env) !== null) {
    app.storageQueue('shard', {
      queueName: `%${SHARD_QUEUE}%`,
      connection: 'AzureWebJobsStorage',
      handler: async (message, context) =>
        await log.during(context, async () => await own.shard(message)),
    })
  }
  app.http('health', {
    route: 'health',
    methods: ['GET', 'HEAD'],
    authLevel: 'anonymous',
    handler: answering((request) => own.health(request)),
  })
  app.http('api', {
    route: '{*path}',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    authLevel: 'function',
    handler: answering((request) => own.fetch(request)),
  })
}
