import net from 'node:net'
import { describe, expect, test } from 'vitest'
import type { Network } from '../../probes/context.ts'
import { guardedNetwork, refusalOf } from '../../probes/guarded-network.ts'
import { guardedSweep } from '../../probes/guarded-sweep.ts'
import { RefusedAddressError } from '../../shared/address/refused.ts'
import { PATIENT } from '../fixtures/context.ts'
import { openTunnels, proxyServer } from '../fixtures/proxy-server.ts'
import { options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'

function pretend(names: Readonly<Record<string, readonly string[]>>, dialled: string[]): Network {
  return {
    lookup: (name) => Promise.resolve(names[name] ?? []),
    dial: (address, port) => {
      dialled.push(`${address}:${port}`)
      return new net.Socket()
    },
    systemResolvers: () => [],
    hosts: () => null,
  }
}

describe('what is refused', () => {
  test.for([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::7f00:1', 'IPv4-compatible'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['64:ff9b:1::a00:1', 'NAT64'],
    ['2002:a00:1::', '6to4'],
    ['0.0.0.0', 'this network'],
    ['::', 'unspecified'],
    ['169.254.169.254', 'metadata'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['fd20:ce::254', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['168.63.129.16', 'Azure platform'],
    ['::ffff:168.63.129.16', 'Azure platform'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['0177.0.0.1', 'not an address'],
    ['2130706433', 'not an address'],
    ['a.test', 'not an address'],
  ] as const)('%s: %s', ([address, because]) => {
    expect(refusalOf(address, 80, [])?.message).toContain(because)
  })

  test.for([
    '10.1.1.1',
    '172.16.0.1',
    '100.64.0.1',
    'fd12::1',
    '199.36.153.4',
    '8.8.8.8',
    '64:ff9b::808:808',
  ])('not %s', (address) => {
    expect(refusalOf(address, 80, [])).toBeNull()
  })
})

describe('the guarded network', () => {
  test('looks at the address that is connected to, whatever was looked up before', async () => {
    const dialled: string[] = []
    const told: RefusedAddressError[] = []
    const guarded = guardedNetwork(
      pretend({ 'a.test': ['10.1.1.1'] }, dialled),
      [],
      (r) => void told.push(r),
    )
    expect(await guarded.lookup('a.test')).toEqual(['10.1.1.1'])
    expect(() => guarded.dial('127.0.0.1', 80)).toThrow(RefusedAddressError)
    expect(() => guarded.dial('localhost', 80)).toThrow(RefusedAddressError)
    guarded.dial('10.1.1.1', 80)
    expect(dialled).toEqual(['10.1.1.1:80'])
    expect(told).toHaveLength(2)
  })

  test('what is exempt is so at its port only, by its name as by its address', async () => {
    const dialled: string[] = []
    const names = { 'proxy.test': ['127.0.0.1'], localhost: ['::1'] }
    const exempt = [
      { host: 'proxy.test', port: 3128 },
      { host: '::1', port: 81 },
    ]
    const guarded = guardedNetwork(pretend(names, dialled), exempt, () => {})
    expect(() => guarded.dial('127.0.0.1', 3128)).toThrow(RefusedAddressError)
    await guarded.lookup('proxy.test')
    guarded.dial('::ffff:127.0.0.1', 3128)
    guarded.dial('0:0:0:0:0:0:0:1', 81)
    expect(() => guarded.dial('127.0.0.1', 80)).toThrow(RefusedAddressError)
    await expect(guarded.lookup('localhost')).rejects.toThrow(RefusedAddressError)
    expect(dialled).toEqual(['::ffff:127.0.0.1:3128', '0:0:0:0:0:0:0:1:81'])
  })
})

describe('a guarded sweep', () => {
  const proxy = { scheme: 'http', host: '127.0.0.1', port: 3128, authorization: null } as const
  test.for([
    { url: 'http://evil.test/', proxy: null },
    { url: 'http://evil.test/', proxy },
    { url: 'http://127.0.0.1/', proxy: null },
    { url: 'http://127.0.0.1/', proxy },
    { url: 'http://169.254.169.254/', proxy },
  ])('of $url behind $proxy is refused before anything is sent', async ({ url, proxy }) => {
    const dialled: string[] = []
    const network = pretend({ 'evil.test': ['169.254.169.254'] }, dialled)
    const limits = {
      concurrency: 1,
      sweep: 60_000,
      target: PATIENT,
      step: PATIENT,
      attempts: 2,
      warmUp: 0,
    }
    const target = targetOf(url, { proxy, pathKind: proxy === null ? 'direct' : 'proxy' })
    const swept = guardedSweep([target], { ...options({ network, limits }), exempt: [] })
    await expect(swept).rejects.toThrow(RefusedAddressError)
    expect(dialled).toEqual([])
  })

  const ended = new AbortController()
  ended.abort()

  test('goes through the proxy of the operator, wherever that is, and ends when it is told to', async () => {
    await using server = await proxyServer(openTunnels(() => null))
    const target = targetOf('tcp://app.test:443', {
      proxy: { ...proxy, port: server.port },
      pathKind: 'proxy',
    })
    const network = { lookup: async () => ['10.1.1.1'] }
    const swept = async (signal?: AbortSignal) => {
      const evidence = await guardedSweep([target], {
        ...options({ ...(signal && { signal }) }, network),
        exempt: [],
      })
      return evidence.targets[0]?.observations.map((o) => o.step)
    }
    expect(await swept()).toContain('proxy')
    expect(await swept(ended.signal)).not.toContain('proxy')
  })
})
