import { expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { SCHEMES, type Scheme } from '../../shared/model/scheme.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'

/** By scheme: whether a server of it speaks TLS. Every scheme is checked against a real server. */
const SPEAKS_TLS: Readonly<Record<Scheme, boolean>> = {
  https: true,
  http: false,
  tls: true,
  tcp: false,
  dns: false,
}

test.for(Object.entries(SPEAKS_TLS))('%s takes the steps of its row', async ([scheme, secure]) => {
  const root = await mintRoot()
  const identity = secure ? await mintLeaf(root, { names: ['app.test'] }) : undefined
  await using server = await httpServer(respond(200), identity)
  const url = scheme === 'dns' ? 'dns://app.test' : `${scheme}://app.test:${server.port}`

  const evidence = await sweep([targetOf(url, { ca: [root.pem] })], options())

  const seen = evidence.targets.flatMap(({ observations }) => observations)
  expect(seen.map((o) => o.step)).toEqual(SCHEMES[scheme as Scheme].steps)
  expect(seen.filter((o) => o.failure !== null)).toEqual([])
})
