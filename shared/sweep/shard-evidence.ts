import { z } from 'zod'
import type { Evidence, TargetEvidence } from '../model/evidence.ts'
import { pack, parsed, unpack } from '../report/pack.ts'

/** What was seen of a target, which its id stands for: a target itself may hold credentials, and stays here. */
export type Checked = Omit<TargetEvidence, 'target'> & { readonly id: string }

/** What one instance saw of its shard, as the store keeps it. */
export type ShardEvidence = Omit<Evidence, 'targets'> & { readonly targets: readonly Checked[] }

/** Of the shape only: it comes from our own store, and the report that is made of it is checked as a whole. */
const shape = z.object({
  startedAt: z.iso.datetime(),
  systemResolvers: z.array(z.string()),
  targets: z.array(
    z.object({ id: z.string(), ending: z.string(), observations: z.array(z.any()) }),
  ),
  dns: z.record(z.string(), z.any()),
  certificates: z.record(z.string(), z.any()),
})

/** Evidence as bytes. */
export function packShard(evidence: Evidence): Uint8Array {
  const targets = evidence.targets.map(
    ({ target, ...seen }): Checked => ({ id: target.id, ...seen }),
  )
  return pack(Buffer.from(JSON.stringify({ ...evidence, targets })), null)
}

/** Null for bytes that are damaged or hold something else. */
export function unpackShard(bytes: Uint8Array): ShardEvidence | null {
  try {
    const value = parsed(unpack(bytes, null))
    return shape.safeParse(value).success ? (value as ShardEvidence) : null
  } catch {
    return null // zlib and JSON say it by throwing
  }
}
