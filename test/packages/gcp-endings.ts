import { describe, expect, test } from 'vitest'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { mute, type TestServer, tcpServer } from '../fixtures/tcp-server.ts'
import { config, deployed, scheduledIn, slot } from './gcp-deployed.ts'
import { RunningFunction } from './gcp-function.ts'

export interface Setting {
  /** For what services keep. */
  readonly root: string
  readonly metadata: TestServer
  /** The package. */
  readonly folder: string
}

/** Says nothing, and tells when it was first connected to. */
async function silentServer(): Promise<{ server: TestServer; reached: Promise<void> }> {
  const { promise: reached, resolve } = Promise.withResolvers<void>()
  const server = await tcpServer((socket) => {
    mute(socket)
    resolve()
  })
  return { server, reached }
}

/** What holds for the end of a process, whichever program runs the package. */
export function endings(program: string, setting: () => Setting): void {
  const start = async (env: Readonly<Record<string, string>>) =>
    await RunningFunction.start(setting().folder, program, env)

  describe('the end', () => {
    test('a sweep under way is kept, answered and not repeated, however often it is asked to end', async () => {
      const { server, reached } = await silentServer()
      await using _ = server
      const { env, file } = deployed(setting(), server)
      await using probe = await start(env)
      const run = slot()
      const sweeping = probe.post('/api/sweep', {}, run)
      await reached
      const [{ ended, ms }] = await Promise.all([probe.stop(), probe.stop('SIGINT')])
      expect(ended).toBe(0)
      expect(ms).toBeLessThan(10_000)
      const { json } = await sweeping
      expect(json).toMatchObject({ state: 'done', kept: 'stored', summary: { inconclusive: 1 } })

      await using next = await start(env)
      expect((await next.post('/api/sweep', {}, run)).json.report).toBe(json.report)
      expect(await scheduledIn(file)).toHaveLength(1)
    })

    test('with a store that does not answer, the report is in the log', async () => {
      const { server: store, reached } = await silentServer()
      await using _ = store
      await using web = await httpServer(respond(200))
      const { env } = deployed(setting(), web, {
        FIRESTORE_EMULATOR_HOST: `127.0.0.1:${store.port}`,
        PERIMETER_CONFIG_YAML: config(web, '{ firestore: {} }'),
      })
      await using probe = await start(env)
      const sweeping = probe.post('/api/sweep', {}, slot())
      await reached
      const { ended, ms } = await probe.stop()
      expect(ended).toBe(0)
      expect(ms).toBeLessThan(10_000)
      const { json } = await sweeping
      expect(json).toMatchObject({ state: 'done', kept: 'spooled' })
      const entry = probe.entries.find(({ report }) => report?.id === json.report)
      expect(entry.report.results).toHaveLength(1)
    })

    test('killed, it leaves its lease, and the retry is told to come again', async () => {
      const { server, reached } = await silentServer()
      await using _ = server
      const { env, file } = deployed(setting(), server)
      await using probe = await start(env)
      const run = slot()
      const cut = probe.post('/api/sweep', {}, run).catch(() => null)
      await reached
      await probe.stop('SIGKILL')
      expect(await cut).toBe(null)
      await using next = await start(env)
      expect((await next.post('/api/sweep', {}, run)).status).toBe(409)
      expect(await scheduledIn(file)).toEqual([])
    })
  })

  test('a configuration that is refused: it starts, and says why', async () => {
    const { env } = deployed(setting(), { port: 9 }, { PERIMETER_CONFIG_YAML: 'schedule: never\n' })
    await using probe = await start(env)
    const health = await probe.get('/api/health')
    expect(health.status).toBe(503)
    expect(health.json).not.toHaveProperty('problems')
    expect(await probe.get('/api/status')).toMatchObject({
      status: 503,
      json: { problems: [{ file: 'PERIMETER_CONFIG_YAML', line: 1, column: 11, key: 'schedule' }] },
    })
    expect((await probe.post('/api/sweep', {}, slot())).status).toBe(503)
    expect(probe.entries).toContainEqual(
      expect.objectContaining({
        severity: 'ERROR',
        message: expect.stringContaining('POST /api/sweep refused'),
      }),
    )
    expect(await probe.stop()).toMatchObject({ ended: 0 })
  })
}
