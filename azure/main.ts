import '../runtime/thread-pool.ts'
import '../runtime/small-heap.ts'
import process from 'node:process'
import { app } from '@azure/functions'
import { FunctionApp } from './function-app.ts'
import { AzureLog } from './log.ts'
import { register } from './register.ts'

const { env } = process
const log = new AzureLog()
const own = new FunctionApp({ env, log, folder: import.meta.dirname })
register({ app, own, env, log })
setImmediate(() => void own.prepare())
