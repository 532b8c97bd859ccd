import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { blackhole } from '../fixtures/blackhole.ts'
import { stepContext } from '../fixtures/context.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { LIMITS, options, steps } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { closedPort } from '../fixtures/tcp-server.ts'

describe('a fresh instance', () => {
  const limits = { ...LIMITS, step: 80, warmUp: 3000 }

  test('is checked again until its path opens; the evidence tells when', async () => {
    await using hole = await blackhole()
    await using server = await httpServer(respond(200))
    const network = stepContext().network
    let dials = 0
    const dial = () => network.dial('127.0.0.1', dials++ < 2 ? hole.port : server.port)
    const evidence = await sweep([targetOf('http://app.test')], options({ limits }, { dial }))
    const tries = evidence.targets[0]?.observations.map((o) => [o.step, o.attempt, o.failure?.code])
    expect(tries).toEqual([
      ['resolve', 1, undefined],
      ['connect', 1, 'generic_timeout_error'],
      ['connect', 2, 'generic_timeout_error'],
      ['connect', 3, undefined],
      ['request', 3, undefined],
    ])
    expect(evidence.warmUp).toBe(3000)
  })

  test('asks a name again that met silence', async () => {
    await using server = await httpServer(respond(200))
    let lookups = 0
    const lookup = () =>
      lookups++ === 0 ? new Promise<never>(() => undefined) : Promise.resolve(['127.0.0.1'])
    const target = targetOf(`http://app.test:${server.port}`)
    const evidence = await sweep([target], options({ limits }, { lookup }))
    expect(steps(evidence.targets[0]?.observations ?? [])).toEqual([
      'resolve generic_timeout_error',
      'resolve ok',
      'connect ok',
      'request ok',
    ])
  })

  test('is not checked again for a refusal, nor after its warm-up', async () => {
    const port = await closedPort()
    const refused = await sweep([targetOf(`tcp://app.test:${port}`)], options({ limits }))
    expect(refused.targets[0]?.observations).toHaveLength(2)
    await using hole = await blackhole()
    const dropped = await sweep(
      [targetOf(`tcp://app.test:${hole.port}`)],
      options({ limits: { ...limits, warmUp: 50 } }),
    )
    expect(dropped.targets[0]?.observations).toHaveLength(2)
  })
})
