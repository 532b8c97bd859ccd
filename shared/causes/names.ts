import { parseIp } from '../address/ip.ts'
import type { Traits } from './traits.ts'

/** A suffix of fewer labels says nothing: com, net, local. */
const LABELS = 2

/** The domains above a name, the nearest first: `vault.azure.net` and `azure.net` of `kv.vault.azure.net`. */
export function suffixesOf({ host }: Pick<Traits, 'host'>): readonly string[] {
  if (parseIp(host) !== null) return []
  const labels = host.split('.')
  return labels.slice(1, 1 - LABELS).map((_, index) => labels.slice(index + 1).join('.'))
}

/**
 * What a name most likely is a name of: the first label and the last two. The account of `st.blob.core.windows.net`
 * and `st.queue.core.windows.net`, the registry of `acr.azurecr.io` and `acr.japaneast.data.azurecr.io`.
 */
export function resourceOf({ host }: Pick<Traits, 'host'>): readonly string[] {
  const labels = host.split('.')
  if (parseIp(host) !== null || labels.length <= LABELS) return []
  return [`${labels[0]} … ${labels.slice(-LABELS).join('.')}`]
}
