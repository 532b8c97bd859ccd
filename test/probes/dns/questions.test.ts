import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sweep } from '../../../probes/sweep.ts'
import { PATIENT } from '../../fixtures/context.ts'
import { dnsServer } from '../../fixtures/dns-server.ts'
import { LIMITS, options } from '../../fixtures/sweep.ts'
import { targetOf } from '../../fixtures/target.ts'

const asked = (server: string) =>
  targetOf(`dns://${server}/app.test`, { host: 'app.test', path: '/', server })

test('a server that a target names is asked alone, and once', async () => {
  await using named = await dnsServer({ zone: [['app.test', 'A', '10.1.2.3']] })
  await using other = await dnsServer()
  const targets = [asked(named.text), { ...asked(named.text), id: 'twice' }]
  const evidence = await sweep(targets, options({ resolvers: [other.text] }))
  const seen = evidence.targets.map((t) => t.observations.map((o) => 'server' in o && o.server))
  expect(seen).toEqual([
    [named.text, named.text],
    [named.text, named.text],
  ])
  expect(named.asked).toHaveLength(2)
  expect(other.asked).toEqual([])
})

test('a server that is asked about every name anyway is not asked twice', async () => {
  await using server = await dnsServer({ zone: [['app.test', 'A', '10.1.2.3']] })
  const targets = [asked(server.text), targetOf('dns://app.test')]
  const evidence = await sweep(targets, options({ resolvers: [server.text] }))
  expect(server.asked).toHaveLength(2)
  expect(evidence.targets[0]?.observations).toHaveLength(2)
  expect(evidence.targets[1]?.observations).toHaveLength(3)
})

test('a silent server is asked anew while a fresh instance warms up', async () => {
  await using server = await dnsServer({ misbehave: 'silent' })
  const limits = { ...LIMITS, step: 100, warmUp: PATIENT }
  const end = new AbortController()
  const swept = sweep([asked(server.text)], options({ limits, signal: end.signal }))
  while (server.asked.length <= 2) await setImmediate()
  end.abort()
  await swept
})

test('two servers that targets name for one name are asked each, and a third for the name itself', async () => {
  await using one = await dnsServer({ zone: [['app.test', 'A', '10.1.2.3']] })
  await using two = await dnsServer({ zone: [['app.test', 'A', '10.4.5.6']] })
  await using other = await dnsServer({ zone: [['app.test', 'A', '10.7.8.9']] })
  const targets = [asked(one.text), { ...asked(two.text), id: 'two' }, targetOf('dns://app.test')]
  const { targets: seen } = await sweep(targets, options({ resolvers: [other.text] }))
  const answers = seen.map(({ observations }) =>
    observations.flatMap((o) => (o.step === 'resolve' && o.engine === 'dns' ? o.addresses : [])),
  )
  expect(answers).toEqual([['10.1.2.3'], ['10.4.5.6'], ['10.7.8.9']])
})
