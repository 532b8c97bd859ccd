import { expect, test } from 'vitest'
import { knownNetwork } from '../../probes/known-network.ts'
import { stepContext } from '../fixtures/context.ts'

test('knownNetwork() reads what the system says of its resolvers once', () => {
  let read = 0
  const said = <T>(value: T) => {
    read++
    return value
  }
  const { network } = stepContext({
    network: {
      systemResolvers: () => said(['127.0.0.53:53']),
      upstreams: () => said(['10.0.0.4:53']),
      stub: () => said(null),
    },
  })
  const known = knownNetwork(network)
  for (let i = 0; i < 3; i++) {
    expect(known.systemResolvers()).toEqual(['127.0.0.53:53'])
    expect(known.upstreams?.()).toEqual(['10.0.0.4:53'])
    expect(known.stub?.()).toBeNull()
  }
  expect(read).toBe(3)
})

test('knownNetwork() of a network that says nothing of upstreams and of a stub has none', () => {
  const { upstreams: _, stub: __, ...network } = stepContext().network
  const known = knownNetwork(network)
  expect(known.upstreams?.()).toEqual([])
  expect(known.stub?.()).toBeNull()
})
