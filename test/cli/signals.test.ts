import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../shared/model/report.ts'
import { tcpServer } from '../fixtures/tcp-server.ts'

const MAIN = new URL('../../cli/main.ts', import.meta.url).pathname

describe('a signal in mid-sweep ends check with the report of what is there', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', async (signal) => {
    const reached = Promise.withResolvers<void>()
    await using silent = await tcpServer(() => reached.resolve())
    const url = `tls://127.0.0.1:${silent.port}/`
    const child = spawn(process.execPath, [MAIN, 'check', '--url', url, '--format', 'json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const out = text(child.stdout)
    await reached.promise
    child.kill(signal)
    const [status] = await once(child, 'exit')
    expect(status).toBe(1)
    const { results } = JSON.parse(await out) as Report
    expect(results).toMatchObject([{ verdict: 'inconclusive' }])
  })
})
