import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'

/**
 * Runs inside a network namespace without a route: starts `serve` of the program that the arguments call, and prints
 * the title of its page. Ends with the status of the program, which is told to stop.
 */
const [program = '', ...args] = process.argv.slice(2)
const env = { PERIMETER_TOKEN: 'of-the-environment-0123456789' }
const child = spawn(program, [...args, 'serve', '--port', '0'], { env })
child.stderr.pipe(process.stderr)
const [first] = (await once(createInterface(child.stdout), 'line')) as [string]
const origin = /http:\S+/.exec(first)?.[0]
const headers = { authorization: `Bearer ${env.PERIMETER_TOKEN}`, accept: 'text/html' }
const page = await (await fetch(`${origin}api/status`, { headers })).text()
process.stdout.write(`${/<title>([^<]*)/.exec(page)?.[1]}\n`)
child.kill('SIGTERM')
process.exitCode = (await once(child, 'exit'))[0]
