import { objectText } from '../cloud-network/at.ts'
import type { NetworkObject } from '../model/network-object.ts'

/** What decides, and the rule as one line: `security rule deny-all (priority 200) of nsg-app: 200 Outbound Deny …`. */
export function objectLine(object: NetworkObject): string {
  const text = objectText(object)
  return object.line === '' || object.line === object.name ? text : `${text}: ${object.line}`
}
