import { createHash } from 'node:crypto'
import type { Target } from '../model/target.ts'

/**
 * Cuts targets into shards of at most `size`, the same on every machine. Those of one host stay together as far as they
 * fit, since their name is asked for once a shard; hosts are spread by their hash, so that neighbours in the
 * configuration, which often share a fate, do not make one shard slow. No shard is empty.
 */
export function cut(targets: readonly Target[], size: number): readonly (readonly Target[])[] {
  const hosts = [...Map.groupBy(targets, ({ host }) => host)]
    .map(([host, of]) => ({ hash: hashOf(host), of }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const shards: Target[][] = []
  for (const { of } of hosts) {
    const last = shards.at(-1)
    if (last !== undefined && last.length + of.length <= size) last.push(...of)
    else for (let n = 0; n < of.length; n += size) shards.push(of.slice(n, n + size))
  }
  return shards
}

function hashOf(host: string): string {
  return createHash('sha256').update(host).digest('hex')
}
