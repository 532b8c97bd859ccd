import type { DnsAnswer } from '../../shared/model/facts.ts'

type Alias = DnsAnswer['chain'][number]

/** Longer chains are a fault: resolvers themselves give up at 8 to 16. */
const MAX_ALIASES = 16

export interface Chain {
  /** The aliases in order, from the name asked; others in the answer are omitted. */
  readonly chain: Alias[]
  /** The name whose addresses count. */
  readonly last: string
  /** Why the chain leads nowhere; null when it does not. */
  readonly defect: 'CNAME loop' | 'CNAME chain longer than 16' | null
}

/** Follows aliases from the name asked. Of several for one name the first counts. */
export function follow(name: string, aliases: readonly Alias[]): Chain {
  const byName = new Map(aliases.toReversed().map((alias) => [alias.name, alias]))
  const chain: Alias[] = []
  const passed = new Set([name])
  let last = name
  for (let next = byName.get(last); next !== undefined; next = byName.get(last)) {
    if (chain.length === MAX_ALIASES) return { chain, last, defect: 'CNAME chain longer than 16' }
    chain.push(next)
    last = next.target
    if (passed.has(last)) return { chain, last, defect: 'CNAME loop' }
    passed.add(last)
  }
  return { chain, last, defect: null }
}
