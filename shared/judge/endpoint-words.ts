import { cloudOf } from './cloud-of.ts'
import { silentPrivate } from './google/private-words.ts'
import type { Leg } from './legs.ts'
import type { TargetView } from './target-view.ts'
import type { Words } from './words.ts'

/**
 * What keeps a private endpoint from answering, where it is one of Google Cloud: approval and security groups are of
 * another cloud. Empty for all others. Source:
 * https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis
 */
export function endpointWords(view: TargetView, leg: Leg): Words {
  return cloudOf(view) === 'gcp' ? silentPrivate(view, leg) : {}
}
