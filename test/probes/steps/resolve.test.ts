import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Network } from '../../../probes/context.ts'
import { Questions } from '../../../probes/dns/questions.ts'
import { resolveName } from '../../../probes/steps/resolve.ts'
import { dnsAnswer } from '../../../shared/model/facts.ts'
import { resolveObservation } from '../../../shared/model/observation.ts'
import { PATIENT, SILENCE } from '../../fixtures/context.ts'
import { dnsServer } from '../../fixtures/dns-server.ts'
import type { ZoneRow } from '../../fixtures/dns-zone.ts'
import { handles, leftSince, resolveContext } from '../dns/context.ts'

const ZONE: readonly ZoneRow[] = [
  ['app.test', 'CNAME', 'app.privatelink.test'],
  ['app.privatelink.test', 'A', '10.0.1.4'],
]

describe('resolveName()', () => {
  test('asks every server for both types, and keeps order, keys and whole answers', async () => {
    const before = await handles()
    {
      await using inside = await dnsServer({ zone: ZONE })
      await using outside = await dnsServer({ zone: [['app.test', 'A', '192.0.2.7']] })
      const ctx = resolveContext({ resolvers: [inside.text, outside.text] })
      const seen = await resolveName(ctx, 'app.test')
      expect(seen.map((o) => [o.engine, o.server, o.type, o.failure?.code, o.addresses])).toEqual([
        ['getaddrinfo', null, 'any', undefined, ['192.0.2.1']],
        ['dns', inside.text, 'A', undefined, ['10.0.1.4']],
        ['dns', inside.text, 'AAAA', 'dns_no_answer', []],
        ['dns', outside.text, 'A', undefined, ['192.0.2.7']],
        ['dns', outside.text, 'AAAA', 'dns_no_answer', []],
      ])
      const keys = seen.slice(1).map((o) => o.answer)
      expect(keys).toEqual([
        `app.test A @${inside.text}`,
        `app.test AAAA @${inside.text}`,
        `app.test A @${outside.text}`,
        `app.test AAAA @${outside.text}`,
      ])
      expect([...ctx.answers.keys()].toSorted()).toEqual(keys.toSorted())
      for (const answer of ctx.answers.values()) dnsAnswer.parse(answer)
      for (const observation of seen) resolveObservation.parse(observation)
    }
    expect(await leftSince(before)).toEqual([])
  })

  test('puts a question again where that may help, and keeps both tries', async () => {
    await using server = await dnsServer({ misbehave: 'servfail' })
    const ctx = resolveContext({ resolvers: [server.text], attempts: 2 })
    const seen = (await resolveName(ctx, 'app.test')).filter((o) => o.engine === 'dns')
    expect(seen.map((o) => [o.type, o.attempt, o.answer])).toEqual([
      ['A', 1, `app.test A @${server.text}`],
      ['A', 2, `app.test A @${server.text}#2`],
      ['AAAA', 1, `app.test AAAA @${server.text}`],
      ['AAAA', 2, `app.test AAAA @${server.text}#2`],
    ])
    const [first, second] = seen
    const pause = (second?.t0 ?? 0) - (first?.t ?? 0)
    expect(pause).toBeGreaterThanOrEqual(49)
    expect(ctx.answers.size).toBe(4)
  })

  test('takes a certain answer at its word', async () => {
    await using server = await dnsServer()
    const ctx = resolveContext({ resolvers: [server.text], attempts: 3 })
    const seen = await resolveName(ctx, 'app.test')
    expect(seen.map((o) => o.failure?.code)).toEqual([
      undefined,
      'dns_nxdomain_error',
      'dns_nxdomain_error',
    ])
    expect(server.asked).toHaveLength(2)
  })

  test('getaddrinfo hears from its own servers whether they answered', async () => {
    await using server = await dnsServer({ zone: ZONE })
    await using other = await dnsServer({ zone: ZONE })
    const heard = async (systemResolvers: readonly string[]) => {
      const asked: boolean[] = []
      const lookup: Network['lookup'] = async (_, call) => {
        while (server.asked.length < 2 || other.asked.length < 2) await setImmediate()
        while (systemResolvers.length > 0 && call?.short() !== true) await setImmediate()
        asked.push(call?.short() === true)
        return ['10.0.1.4']
      }
      const network = { lookup, systemResolvers: () => systemResolvers }
      await resolveName(
        resolveContext({ resolvers: [server.text, other.text], network }),
        'app.test',
      )
      return asked
    }
    expect(await heard([server.text])).toEqual([true])
    expect(await heard([])).toEqual([false])
  })

  test.for([
    ['all silent', ['silent', 'silent'], false],
    ['one of them answers', ['silent', 'servfail'], true],
  ] as const)('a call that waits, its own servers %s', async ([, manners, isWanted]) => {
    await using first = await dnsServer({ misbehave: manners[0] })
    await using second = await dnsServer({ misbehave: manners[1] })
    const servers = [first.text, second.text]
    let wanted = true
    const lookup: Network['lookup'] = async (_, call) => {
      call?.queued()
      while (call?.wanted() === true && !call.short()) await setImmediate()
      wanted = call?.wanted() === true
      return ['10.0.1.4']
    }
    const network = { lookup, systemResolvers: () => servers }
    // The call has more time than the servers, however busy the machine is.
    const ctx = resolveContext({ ms: SILENCE, resolvers: servers, network })
    await resolveName({ ...ctx, patience: () => PATIENT }, 'app.test')
    expect(wanted).toBe(isWanted)
  })

  test('a silent server costs its own time only', async () => {
    await using silent = await dnsServer({ misbehave: 'silent' })
    await using good = await dnsServer({ zone: ZONE })
    const end = new AbortController()
    const resolvers = [silent.text, good.text]
    const ctx = resolveContext({ ms: 600_000, resolvers, signal: end.signal })
    const resolving = resolveName(ctx, 'app.test')
    // Both are asked at once: the good one's answers are there before the silence is over.
    while (ctx.answers.size < 2) await setImmediate()
    end.abort()
    expect((await resolving).map((o) => o.failure?.code)).toEqual([
      undefined,
      'interrupted',
      'interrupted',
      undefined,
      'dns_no_answer',
    ])
    expect(silent.asked).toHaveLength(2)
  })

  test('aborted in the pause before the second try, it stops there', async () => {
    const before = await handles()
    const abort = new AbortController()
    const again = Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' })
    const network = { lookup: () => Promise.reject(again) }
    const ctx = resolveContext({ attempts: 9, signal: abort.signal, network })
    const resolving = resolveName(ctx, 'app.test')
    await setImmediate()
    abort.abort()
    expect(await resolving).toHaveLength(1)
    expect(await leftSince(before)).toEqual([])
  })
})

describe('Questions', () => {
  test('asks once for a name, however many want to know', async () => {
    await using server = await dnsServer({ zone: ZONE })
    let lookups = 0
    const lookup = () => {
      lookups++
      return Promise.resolve(['10.0.1.4'])
    }
    const questions = new Questions(
      resolveContext({ resolvers: [server.text], network: { lookup } }),
    )
    const together = await Promise.all([questions.ask('app.test'), questions.ask('app.test')])
    const later = await questions.ask('app.test')
    expect(together[0]).toBe(later)
    expect(together[1]).toBe(later)
    expect(lookups).toBe(1)
    expect(server.asked.map((q) => q.type).toSorted()).toEqual(['A', 'AAAA'])
  })
})
