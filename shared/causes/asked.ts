import type { Observation } from '../model/observation.ts'
import { some } from './words.ts'

/** The servers that were asked for the name of one target, IP:port. */
export interface Asked {
  /** Those that answer as the application has it; all of them, where none does. */
  readonly resolvers: readonly string[]
  /** Those that have addresses of another kind, or any where the application has none. */
  readonly others: readonly Other[]
}

interface WithAsked {
  readonly asked: Asked
}

/** Where an address leads: `private`, `public`, `vip` ... */
interface Placed {
  readonly realm: string
}

interface Other {
  readonly server: string
  readonly realms: readonly string[]
}

/** Addresses of one realm agree: names of large services have others for each who asks. */
export function askedIn(
  observations: readonly Observation[],
  addresses: readonly Placed[],
  place: (address: string) => Placed,
): Asked {
  const mine = new Set(addresses.map(({ realm }) => realm))
  const byServer = Map.groupBy(observations.filter(isAsked), ({ server }) => server)
  const servers = [...byServer].map(([server, asked]) => ({
    server,
    realms: asked
      .flatMap((o) => (o.step === 'resolve' ? o.addresses : []))
      .map((a) => place(a).realm),
  }))
  const others = servers.filter(
    ({ realms }) => realms.length > 0 && !realms.some((r) => mine.has(r)),
  )
  const alike = servers.filter((of) => !others.includes(of))
  return {
    resolvers: (alike.length > 0 ? alike : servers).map(({ server }) => server),
    others,
  }
}

type ToServer = Extract<Observation, { server: string | null }> & { readonly server: string }

function isAsked(o: Observation): o is ToServer {
  return 'server' in o && o.server !== null
}

/** Whom the targets asked for their names, without those that know one of them better: as data, and in words. */
export function askedOf(targets: readonly WithAsked[]): {
  readonly resolvers: string[]
  readonly words: string
} {
  const better = new Set(targets.flatMap(({ asked }) => asked.others.map((o) => o.server)))
  const servers = targets.flatMap(({ asked }) => asked.resolvers)
  const wrong = servers.filter((server) => !better.has(server))
  return inWords(wrong.length > 0 ? wrong : servers)
}

/** The same of those, too, that answer otherwise. */
export function allAskedOf(targets: readonly WithAsked[]) {
  return inWords(
    targets.flatMap(({ asked }) => [...asked.resolvers, ...asked.others.map((o) => o.server)]),
  )
}

function inWords(servers: readonly string[]) {
  const resolvers = [...new Set(servers)].map(withoutPort)
  const words = resolvers.length === 0 ? 'the system’s resolver' : some(resolvers)
  return { resolvers, words }
}

/** In words, the servers that have addresses of this realm, or of any, for each of the targets; null: none has. */
export function knownBy(targets: readonly WithAsked[], realm?: string): string | null {
  const [first, ...rest] = targets.map(
    ({ asked }) =>
      new Set(
        asked.others.flatMap((o) =>
          realm === undefined || o.realms.includes(realm) ? o.server : [],
        ),
      ),
  )
  const all = [...(first ?? [])].filter((server) => rest.every((servers) => servers.has(server)))
  return all.length === 0 ? null : some(all.map(withoutPort))
}

function withoutPort(server: string): string {
  return server.replace(/:53$/, '')
}
