import { fail } from '../../shared/failure/failure.ts'
import type { Observation } from '../../shared/model/observation.ts'
import type { Report } from '../../shared/model/report.ts'
import { type Case, passing, sample, unlinkedZone } from '../shared/report/sample.ts'

/** How a network of this benchmark behaves. */
const FAILING = 0.05
const ROTATING = 0.2
const FLAKY = 0.0005

/** So many targets with names, addresses and certificates of their own; one in twenty fails all the time. */
export function targetsOf(count: number, random: () => number): readonly Case[] {
  const word = () => Math.floor(random() * 36 ** 7).toString(36)
  return Array.from({ length: count }, () =>
    random() < FAILING
      ? unlinkedZone(word(), `registry ${word()}`)
      : passing(`${word()}.${word()}.contoso.com`, address(random)),
  )
}

function address(random: () => number): string {
  const part = () => Math.floor(random() * 256)
  return `20.${part()}.${part()}.${part()}`
}

/**
 * The sweep that begins at a time: latencies are log-normal, source ports and TTLs differ, one target in five gives
 * another address of its /16 each time, and a connection fails at its first try now and then.
 */
export function sweepAt(
  cases: readonly Case[],
  at: { readonly time: number; readonly id: string; readonly vantage: string },
  random: () => number,
): Report {
  const startedAt = new Date(at.time).toISOString()
  const varied = cases.map((given, index) => {
    const last = index % Math.round(1 / ROTATING) === 0 ? Math.floor(random() * 256) : null
    const observations = given.seen.observations.map((o) => vary(rotated(o, last), random))
    return { ...given, seen: { ...given.seen, observations: flaky(observations, random) } }
  })
  return sample(varied, { id: at.id, vantage: at.vantage, startedAt })
}

function rotated(o: Observation, last: number | null): Observation {
  if (last === null) return o
  const other = (ip: string) => ip.replace(/\d+$/, String(last))
  if (o.step === 'resolve') return { ...o, addresses: o.addresses.map(other) }
  return o.step === 'proxy' || o.step === 'query' ? o : { ...o, address: other(o.address) }
}

function vary(o: Observation, random: () => number): Observation {
  const t0 = random() * 8000
  const took = (o.t - o.t0) * logNormal(random)
  const timed = { ...o, t0, t: t0 + took }
  if (timed.step === 'request') return { ...timed, firstByte: t0 + took * 0.95 }
  if (timed.step !== 'connect' || timed.local === null) return timed
  return { ...timed, local: `10.0.2.7:${32768 + Math.floor(random() * 28000)}` }
}

/** Around 1; one in a hundred is above 3. */
function logNormal(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.exp(normal / 2)
}

function flaky(observations: readonly Observation[], random: () => number): readonly Observation[] {
  if (random() >= FLAKY) return observations
  return observations.flatMap((o): readonly Observation[] =>
    o.step === 'connect'
      ? [
          { ...o, failure: fail('connection_reset', 'ECONNRESET') },
          { ...o, attempt: 2 },
        ]
      : [o],
  )
}
