import process from 'node:process'
import { expect, onTestFinished, test, vi } from 'vitest'
import { AzureLog } from '../../azure/log.ts'

interface Written {
  readonly level: string
  readonly line: string
}

function gather() {
  const written: Written[] = []
  const to = (level: string) => (line: string) => void written.push({ level, line })
  const context = { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') }
  return { written, context, log: new AzureLog(to('aside')) }
}

test.for([
  ['debug', 'debug'],
  ['info', 'info'],
  ['warning', 'warn'],
  ['error', 'error'],
] as const)('%s of an invocation is its %s', async ([severity, level]) => {
  const { written, context, log } = gather()
  await log.during(context, async () => log.write({ severity, message: 'm' }))
  expect(written).toEqual([{ level, line: `{"severity":"${severity}","message":"m"}` }])
})

test('the program reads its configuration as soon as it is loaded, and says on stdout what is wrong', async () => {
  const { promise: told, resolve: tell } = Promise.withResolvers<string>()
  vi.stubEnv('PERIMETER_CONFIG_YAML', 'targets: [')
  vi.stubEnv('PERIMETER_SCHEDULE', '0 * * * * *')
  for (const name of ['log', 'warn'] as const) vi.spyOn(console, name).mockReturnValue()
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    if (String(text).startsWith('{')) tell(String(text))
    return true
  })
  onTestFinished(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })
  await import('../../azure/main.ts')
  expect(await told).toMatch(
    /^\{"severity":"error","message":"a problem in what is to be checked\\nPERIMETER_CONFIG_YAML:1:.*"\}\n$/,
  )
})

test('a line of an invocation is JSON, by the level of its severity', async () => {
  const { written, context, log } = gather()
  await log.during(context, async () => {
    log.write({ severity: 'warning', message: 'a\nb %s', fields: { n: 1, severity: 'fail' } })
  })
  expect(written).toEqual([
    { level: 'warn', line: '{"severity":"warning","message":"a\\nb %s","n":1}' },
  ])
})

test('two invocations at once keep their lines apart', async () => {
  const { written, context, log } = gather()
  const other = gather()
  const { promise, resolve } = Promise.withResolvers<void>()
  const first = log.during(context, async () => {
    await promise
    log.write({ severity: 'info', message: 'first' })
  })
  await log.during(other.context, async () => log.write({ severity: 'info', message: 'second' }))
  resolve()
  await first
  expect([written.length, other.written.length]).toEqual([1, 1])
})

test('what is written after the end of its invocation, or outside of any, goes aside', async () => {
  const { written, context, log } = gather()
  const { promise, resolve } = Promise.withResolvers<void>()
  let after: Promise<void> = Promise.resolve()
  await log.during(context, async () => {
    after = promise.then(() => log.write({ severity: 'error', message: 'late' }))
  })
  resolve()
  await after
  log.write({ severity: 'debug', message: 'outside' })
  expect(written).toEqual([
    { level: 'aside', line: '{"severity":"error","message":"late"}' },
    { level: 'aside', line: '{"severity":"debug","message":"outside"}' },
  ])
})

test('a whole report goes in pieces that a trace can hold, and comes back together', () => {
  const { written, log } = gather()
  const report = { text: '"\\\u0001é'.repeat(20_000) }
  log.write({ severity: 'error', message: 'Report r was not stored', fields: { report } })
  const lines = written.map(({ line }) => JSON.parse(line))
  expect(lines.length).toBeGreaterThan(2)
  for (const { line } of written) expect(line.length).toBeLessThanOrEqual(32_768)
  const text = lines.map(({ piece }) => piece.text).join('')
  expect(JSON.parse(text)).toEqual({ report })
  expect(new Set(lines.map(({ piece }) => piece.id)).size).toBe(1)
})
