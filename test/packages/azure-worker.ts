import { readFileSync } from 'node:fs'
import http from 'node:http'
import Module from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

/**
 * Loads a function app the way the platform’s Node worker does, and runs its functions at the parent’s word: provides
 * `@azure/functions-core` to `require`, imports the `main` of the app’s package.json, and hands invocations to the
 * programming model that the app’s own library registers. Everything else is the package’s.
 */

/** A function as it was registered. */
export interface Registered {
  readonly name: string
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export type FromWorker =
  | {
      readonly type: 'loaded'
      readonly functions: readonly Registered[]
      readonly hooks: readonly string[]
      /** Where the library takes the requests that stream. */
      readonly uri: string | null
      /** Why the entry did not load; null: it did. */
      readonly error: string | null
    }
  | { readonly type: 'log'; readonly level: string; readonly message: string }
  | { readonly type: 'done'; readonly id: string; readonly error: string | null }

export type ToWorker =
  | {
      readonly type: 'invoke'
      readonly id: string
      readonly name: string
      readonly data: Readonly<Record<string, unknown>>
      readonly metadata: Readonly<Record<string, unknown>>
    }
  | { readonly type: 'terminate' }

/** What the library gives the worker, as far as it is used here. */
interface Model {
  getCapabilities(given: Record<string, string>): Promise<{ HttpUri?: string }>
  getInvocationModel(core: unknown): {
    getArguments(): Promise<{ context: unknown; inputs: unknown[] }>
    invokeFunction(context: unknown, inputs: unknown[], handler: unknown): Promise<unknown>
    getResponse(context: unknown, result: unknown): Promise<unknown>
  }
}

const functions = new Map<string, { metadata: Registered; callback: unknown }>()
const hooks = new Map<string, ((context: object) => unknown)[]>()
const servers: http.Server[] = []
let model: Model | null = null

const core = {
  version: '3.12.0',
  hostVersion: '4.1040.0',
  setProgrammingModel: (given: Model) => {
    model = given
  },
  getProgrammingModel: () => model,
  registerFunction: (metadata: Registered, callback: unknown) => {
    functions.set(metadata.name, { metadata, callback })
  },
  registerHook: (name: string, callback: (context: object) => unknown) => {
    hooks.set(name, [...(hooks.get(name) ?? []), callback])
  },
  log: (level: string, category: string, message: string) => {
    if (category === 'user') send({ type: 'log', level, message })
  },
}

function send(message: FromWorker): void {
  process.send?.(message)
}

async function load(app: string): Promise<void> {
  const required = Module.prototype.require
  Module.prototype.require = function (this: Module, id: string) {
    return id === '@azure/functions-core' ? core : required.call(this, id)
  }
  let error: string | null = null
  let uri: string | null = null
  try {
    const { main } = JSON.parse(readFileSync(path.join(app, 'package.json'), 'utf8'))
    await import(pathToFileURL(path.join(app, main)).href)
    await run('appStart')
    uri = await capabilities()
  } catch (reason) {
    error = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)
  }
  const registered = [...functions.values()].map(({ metadata }) => metadata)
  send({ type: 'loaded', functions: registered, hooks: [...hooks.keys()], uri, error })
}

/** The library starts a server of its own and never ends it: the worker’s process ends by force. Here it is remembered. */
async function capabilities(): Promise<string | null> {
  const create = http.createServer
  http.createServer = ((...given: Parameters<typeof create>) => {
    const server = create(...given)
    servers.push(server)
    return server
  }) as typeof create
  const { HttpUri = null } = (await model?.getCapabilities({})) ?? {}
  http.createServer = create
  return HttpUri
}

async function run(hook: string): Promise<void> {
  for (const callback of hooks.get(hook) ?? []) await callback({})
}

async function invoke(call: ToWorker & { readonly type: 'invoke' }): Promise<void> {
  const { id, name, data, metadata } = call
  try {
    const found = functions.get(name)
    const trigger = Object.keys(found?.metadata.bindings ?? {})[0]
    const invocation = model?.getInvocationModel({
      invocationId: id,
      metadata: found?.metadata,
      request: {
        invocationId: id,
        inputData: [{ name: trigger, data }],
        triggerMetadata: metadata,
      },
      log: core.log,
    })
    if (!invocation) throw new Error(`There is no function ${name}`)
    const { context, inputs } = await invocation.getArguments()
    const result = await invocation.invokeFunction(context, inputs, found?.callback)
    await invocation.getResponse(context, result)
    send({ type: 'done', id, error: null })
  } catch (reason) {
    const error = reason instanceof Error ? reason.message : String(reason)
    send({ type: 'done', id, error })
  }
}

/** Ends what the worker itself started; the process ends when the app holds nothing any more. */
async function terminate(): Promise<void> {
  await run('appTerminate')
  for (const server of servers) {
    server.close()
    server.closeIdleConnections()
  }
  process.disconnect()
}

process.on('message', (message: ToWorker) => {
  if (message.type === 'terminate') void terminate()
  else void invoke(message)
})
await load(process.argv[2] ?? '.')
