import net, { type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { release } from '../../../probes/deadline.ts'
import { Ports } from '../../../probes/ports.ts'
import { Silence } from '../../../probes/silence.ts'
import { connect } from '../../../probes/steps/connect.ts'
import { handshake } from '../../../probes/steps/handshake.ts'
import { connectObservation } from '../../../shared/model/observation.ts'
import { blackhole } from '../../fixtures/blackhole.ts'
import { sockets, socketsAfter, stepContext } from '../../fixtures/context.ts'
import { closedPort, mute, reset, tcpServer } from '../../fixtures/tcp-server.ts'

const TARGET = { peer: 'target', attempt: 1 } as const

describe('connect', () => {
  test('hands on a live socket and says where it came from', async () => {
    await using server = await tcpServer(mute)
    const ctx = stepContext()
    const { seen, value } = await connect(ctx, { ...server, ...TARGET })
    expect(connectObservation.parse(seen)).toMatchObject({
      failure: null,
      address: '127.0.0.1',
      port: server.port,
      local: '127.0.0.1',
    })
    expect(seen.t).toBeGreaterThanOrEqual(seen.t0)
    expect(value?.readyState).toBe('open')
    await release(value ?? expect.unreachable())
  })

  test('a reset between two steps does not end the process', async () => {
    const accepted = Promise.withResolvers<Socket>()
    await using server = await tcpServer(accepted.resolve)
    const { value } = await connect(stepContext(), { ...server, ...TARGET })
    const socket = value ?? expect.unreachable()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    ;(await accepted.promise).resetAndDestroy()
    await closed
    expect(socket.errored).toMatchObject({ code: 'ECONNRESET' })
  })

  test('a server that resets on accept is connection_reset, in whichever step meets it', async () => {
    await using server = await tcpServer(reset)
    const ctx = stepContext()
    const { seen, value } = await connect(ctx, { ...server, ...TARGET })
    const to = { ...server, host: 'a.test', ca: [], ...TARGET }
    const failure = value === null ? seen.failure : (await handshake(ctx, value, to)).seen.failure
    expect(failure).toEqual({ code: 'connection_reset', raw: 'ECONNRESET' })
  })

  test('a refused port is connection_refused, at once', async () => {
    const before = sockets()
    const ctx = stepContext()
    const { seen, value } = await connect(ctx, {
      address: '127.0.0.1',
      port: await closedPort(),
      ...TARGET,
    })
    expect(value).toBeNull()
    expect(seen.failure).toEqual({ code: 'connection_refused', raw: 'ECONNREFUSED' })
    expect(ctx.dialled.every((socket) => socket.closed)).toBe(true)
    expect(await socketsAfter(before)).toBe(before)
  })

  test('an address without a route is network_unreachable, at once', async () => {
    // The kernel refuses TCP to a multicast address before a packet leaves.
    const dial = (_: string, port: number) => net.connect({ host: '224.0.0.1', port })
    const ctx = stepContext({ network: { dial } })
    const { seen } = await connect(ctx, { address: '2001:db8::1', port: 443, ...TARGET })
    expect(seen).toMatchObject({
      address: '2001:db8::1',
      failure: { code: 'network_unreachable', raw: 'ENETUNREACH' },
    })
    expect(ctx.dialled.map((socket) => socket.closed)).toEqual([true])
  })

  test('a dropped port is generic_timeout_error, when the budget is used up', async () => {
    await using server = await blackhole()
    const before = sockets()
    const ctx = stepContext({ budget: 150 })
    const { seen, value } = await connect(ctx, { ...server, ...TARGET })
    expect(value).toBeNull()
    expect(seen).toMatchObject({ failure: { code: 'generic_timeout_error' }, local: null })
    expect(seen.t - seen.t0).toBeGreaterThan(140)
    expect(await socketsAfter(before)).toBe(before)
  })

  test('the end of the sweep interrupts at once, and closes what was dialled', async () => {
    await using server = await blackhole()
    const end = new AbortController()
    const ctx = stepContext({ signal: end.signal })
    const pending = connect(ctx, { ...server, ...TARGET })
    await new Promise((resolve) => setImmediate(resolve))
    end.abort()
    const { seen } = await pending
    expect(seen.failure?.code).toBe('interrupted')
    expect(ctx.dialled.map((socket) => socket.closed)).toEqual([true])
  })

  test.for([
    ['after the end of the sweep', { signal: AbortSignal.abort() }],
    ['without budget', { budget: 0 }],
  ] as const)('%s nothing is dialled', async ([, options]) => {
    const ctx = stepContext(options)
    const { seen } = await connect(ctx, { address: '127.0.0.1', port: 1, ...TARGET })
    expect(seen.failure?.code).toBe('interrupted')
    expect(ctx.dialled).toEqual([])
  })

  test('what waits for a port of the network is not dialled, and not slow', async () => {
    await using server = await tcpServer(mute)
    const dial = () => net.connect(server.port, '127.0.0.1')
    const ctx = { ...stepContext({ network: { dial } }), ports: new Ports(1) }
    const to = { address: '20.1.2.3', port: 443, ...TARGET }
    const first = (await connect(ctx, to)).value ?? expect.unreachable()
    const second = connect(ctx, to)
    const other = (await connect(ctx, { ...to, port: 8443 })).value ?? expect.unreachable()
    expect(ctx.dialled).toHaveLength(2)
    const free = ctx.now()
    await release(first)
    const { seen, value } = await second
    expect(seen.t0).toBeGreaterThanOrEqual(free)
    await Promise.all([release(value ?? expect.unreachable()), release(other)])
    // What is not connected gives its port back as well.
    const closed = await closedPort()
    const refusing = {
      ...ctx,
      network: { ...ctx.network, dial: () => net.connect(closed, '127.0.0.1') },
    }
    await connect(refusing, to)
    await release((await connect(ctx, to)).value ?? expect.unreachable())
  })

  test('what was silent to others is waited for briefly at that port, and once', async () => {
    await using server = await blackhole()
    const silence = new Silence(10)
    const at = async (port: number, attempt: number, budget = 60) => {
      const dial = () => net.connect(server.port, server.address)
      const ctx = { ...stepContext({ budget, network: { dial } }), silence }
      const { seen } = await connect(ctx, { ...TARGET, address: '10.1.2.3', port, attempt })
      return seen.failure?.raw
    }
    await at(443, 1)
    await at(443, 1)
    expect(await at(443, 1)).toMatch(/^no end within 10 ms; others waited/)
    expect(await at(443, 2)).toBe('no end within 60 ms')
    expect(await at(8443, 1)).toBe('no end within 60 ms')
  })
})
