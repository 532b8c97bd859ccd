import { SERVICES_OWNER } from '../address/book.ts'
import type { Classification } from '../address/classify.ts'
import { takesDefaultRoute } from '../address/default-route.ts'
import type { AddressClass } from '../address/special.ts'
import { cloudOfName } from '../zone/cloud-of-name.ts'
import { homeOf } from './cloud-of.ts'
import type { TargetView } from './target-view.ts'

/**
 * Addresses that a network leads alike, by a rule or a route of their own; every other address that is not private takes
 * the default route. In a network of Google Cloud the public addresses of Google’s own names are a class besides the
 * internet’s: Private Google Access leads to them without any NAT. Sources:
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access (the VIPs need a route of their own when the
 * default route leads elsewhere), https://docs.cloud.google.com/vpc/docs/private-google-access,
 * https://docs.cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints,
 * https://docs.cloud.google.com/vpc/docs/private-services-access (instances lie in a peered network of Google’s).
 */
export type RouteClass = AddressClass | 'endpoint' | 'services' | 'google-front'

/** The class of an address that a host leads to. */
export function routeClass(
  view: Pick<TargetView, 'platform' | 'sweep'>,
  host: string,
  { address, about }: { readonly address: string; readonly about: Classification },
): RouteClass {
  const { google } = view.sweep
  if (about.isPrivate) {
    if (google.endpoints.has(address)) return 'endpoint'
    const ofServices = google.services.has(address) || about.owner === SERVICES_OWNER
    return ofServices ? 'services' : 'private'
  }
  if (!takesDefaultRoute(about)) return about.kind
  const front = google.front.has(address) || cloudOfName(host) === 'gcp'
  return front && homeOf(view) === 'gcp' ? 'google-front' : 'public'
}

const WORDS: Partial<Record<RouteClass, string>> = {
  'google-restricted': 'restricted VIP',
  'google-private': 'private VIP',
  'google-directpath': 'direct connectivity',
  'google-front': 'public Google',
  endpoint: 'Private Service Connect',
  services: 'managed service',
}

/** The class before `address`, in words. */
export function classWord(kind: RouteClass): string {
  return WORDS[kind] ?? kind
}
