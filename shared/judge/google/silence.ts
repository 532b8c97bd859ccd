import type { Leg } from '../legs.ts'
import { routeClass } from '../route-class.ts'
import type { TargetView } from '../target-view.ts'
import type { Words } from '../words.ts'
import { silentFront } from './front-words.ts'
import { silentInternet } from './internet-words.ts'
import { silentPrivate } from './private-words.ts'
import { isVipClass, silentVip } from './vip-words.ts'

/** Why an address is silent, as an engineer of Google Cloud would tell it: by the class of the address. */
export function silentInGoogle(view: TargetView, leg: Leg): Words {
  const kind = routeClass(view, view.target.host, leg)
  if (isVipClass(kind)) return silentVip(view, kind, leg)
  switch (kind) {
    case 'private':
    case 'endpoint':
    case 'services':
      return silentPrivate(view, leg)
    case 'google-front':
      return silentFront(view, leg)
    case 'public':
      return view.sweep.google.front.has(leg.address)
        ? silentFront(view, leg)
        : silentInternet(view, leg)
    default:
      return {}
  }
}
