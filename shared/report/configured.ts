import { createHash } from 'node:crypto'
import type { NetworkAt } from '../cloud-network/at.ts'
import { keyIn } from '../cloud-network/holders.ts'
import type { Configured, ConfiguredHop, Holder } from '../model/configured.ts'

/** Far above what the paths of a few hundred targets share; what is beyond is left out. */
const MOST_HOPS = 2000
const MOST_HOLDERS = 30
const MOST_LINES = 400
const DIGITS = 16

/** What of the configuration lies on the paths of the targets, by their ids, each hop and each holder once. */
export function configuredOf(
  network: Pick<NetworkAt, 'holders'>,
  targets: readonly { readonly id: string; readonly path: readonly ConfiguredHop[] }[],
): Configured {
  const hops = new Map<string, { readonly index: number; readonly hop: ConfiguredHop }>()
  const paths: Record<string, number[]> = {}
  for (const { id, path } of targets) {
    const keyed = path.map((hop) => ({ hop, key: JSON.stringify(hop) }))
    const fresh = new Set(keyed.map(({ key }) => key).filter((key) => !hops.has(key)))
    if (hops.size + fresh.size > MOST_HOPS) continue
    for (const { hop, key } of keyed) {
      if (!hops.has(key)) hops.set(key, { index: hops.size, hop })
    }
    if (path.length > 0) paths[id] = keyed.flatMap(({ key }) => hops.get(key)?.index ?? [])
  }
  const kept = [...hops.values()].map(({ hop }) => hop)
  const content = { hops: kept, paths, holders: holdersOf(network) }
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, DIGITS)
  return { hash, heldIn: null, ...content }
}

function holdersOf(network: Pick<NetworkAt, 'holders'>): Holder[] {
  return network
    .holders()
    .slice(0, MOST_HOLDERS)
    .map(({ id, name, objects }) => {
      const lines = objects.slice(0, MOST_LINES).map((one) => [keyIn(one), one.line] as const)
      return { id, name, lines: Object.fromEntries(lines) }
    })
}

/** The configured path of a target, in a report that holds it. */
export function configuredPathOf(
  configured: Configured | undefined,
  target: string,
): readonly ConfiguredHop[] {
  return (configured?.paths[target] ?? []).flatMap((at) => configured?.hops[at] ?? [])
}
