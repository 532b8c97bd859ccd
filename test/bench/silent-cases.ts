import type { Target } from '../../shared/model/target.ts'
import { targetOf } from '../fixtures/target.ts'

/** The ports of the servers that answer, and of those that accept and say nothing. */
export const PORTS = { answering: 8080, mute: 8081 } as const

/** Where nothing answers, and no router says so. */
export const SILENT_RESOLVER = '10.99.0.53'

export interface SilentCase {
  readonly name: string
  /** Those that stay silent, any of which takes as long as the others when it is alone. */
  readonly silent: readonly Target[]
  readonly healthy: readonly Target[]
}

const healthy = (count: number) =>
  many(count, (i) => targetOf(`http://127.88.${i >> 8}.${i & 255 || 1}:${PORTS.answering}/?${i}`))

const dropped = (count: number, network: string) =>
  many(count, (i) => targetOf(`tls://${network}.${i >> 8}.${i & 255}:443`))

const PROXY = { scheme: 'http', host: '10.99.0.80', port: 8080, authorization: null } as const

export const CASES: readonly SilentCase[] = [
  { name: '100 of 200 dropped', silent: dropped(100, '10.98'), healthy: healthy(100) },
  { name: '400 of 500 dropped', silent: dropped(400, '10.98'), healthy: healthy(100) },
  { name: '400 of 500 dropped, public', silent: dropped(400, '20.98'), healthy: healthy(100) },
  {
    name: '100 of 200 dropped, all one public address',
    silent: many(100, (i) =>
      targetOf(`tls://t${i}.silent.test:443`, { host: '20.98.0.1', id: `one-${i}` }),
    ),
    healthy: healthy(100),
  },
  {
    name: '200 through a silent proxy',
    silent: many(200, (i) => targetOf(`https://20.97.0.${i}`, { proxy: PROXY, pathKind: 'proxy' })),
    healthy: [],
  },
  {
    name: '200 servers that accept and say nothing',
    silent: many(200, (i) => targetOf(`tls://127.89.0.${i + 1}:${PORTS.mute}`)),
    healthy: [],
  },
  {
    name: '200 names, silent resolver',
    silent: many(200, (i) => targetOf(`https://t${i}.silent.test`)),
    healthy: [],
  },
]

function many(count: number, make: (index: number) => Target): readonly Target[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
