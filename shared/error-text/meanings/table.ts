import { ANSWER_MEANINGS } from './answers.ts'
import { CONNECTION_MEANINGS } from './connections.ts'
import type { Meaning } from './meaning.ts'
import { NAME_MEANINGS } from './names.ts'
import { PROXY_MEANINGS } from './proxies.ts'
import { TLS_MEANINGS } from './tls.ts'

const TABLE = {
  ...NAME_MEANINGS,
  ...CONNECTION_MEANINGS,
  ...TLS_MEANINGS,
  ...PROXY_MEANINGS,
  ...ANSWER_MEANINGS,
} as const

export type MeaningName = keyof typeof TABLE

/** What texts can show, by name: the words of many programs share a meaning. */
export const MEANINGS: Readonly<Record<MeaningName, Meaning>> = TABLE

/** Whether the client was in the middle of TLS when it failed. A plain cut may be of any protocol. */
export function isOfTls(name: MeaningName): boolean {
  return Object.hasOwn(TLS_MEANINGS, name)
}

/** Nothing failed, as far as they tell: whatever else a text says goes before. */
const OF_HEALTH: ReadonlySet<MeaningName> = new Set(['answered', 'handshake done'])

/** Whether a meaning is no fault. */
export function isHealthy(name: MeaningName): boolean {
  return OF_HEALTH.has(name)
}
