import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { deployed } from './gcp-deployed.ts'
import type { Setting } from './gcp-endings.ts'
import { RunningFunction } from './gcp-function.ts'

const MB = 1024 * 1024

/** What a stranger sends: 100 kB that become 100 MB. */
const BOMB = gzipSync(Buffer.alloc(100 * MB, ' '))

/** No body is inflated or kept before somebody is let in, whichever program runs the package. */
export function bomb(
  program: string,
  setting: () => Setting,
  { target, path, refusal }: { target: string; path: string; refusal: number },
): void {
  test(`a body of ${BOMB.length} bytes that become 100 MB is refused as it came (${target})`, async () => {
    const { env } = deployed(setting(), { port: 9 }, { FUNCTION_TARGET: target })
    await using probe = await RunningFunction.start(setting().folder, program, env)
    await probe.get('/api/health')
    const before = peak(probe.pid)
    expect(await send(probe.port, path)).toBe(refusal)
    expect(peak(probe.pid) - before).toBeLessThan(64 * MB)
  })
}

async function send(port: number, path: string): Promise<number | undefined> {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  const to = { host: '127.0.0.1', port, path, method: 'POST', agent: false }
  const request = http.request({ ...to, headers })
  // It may be answered, and the connection closed, before all was sent.
  request.on('error', () => {})
  request.end(BOMB)
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  response.resume()
  return response.statusCode
}

/** The most memory that a process has had, in bytes. */
function peak(pid: number): number {
  const [, kB] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kB) * 1024
}
