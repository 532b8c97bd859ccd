import type { AddressBook } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { type Answer, headerOf, wholeText } from './answer/answer.ts'
import { recognise } from './answer/recognise.ts'
import type { Signature } from './denials/signature.ts'

/** The denial or block page that an answer is; null when it is any other. */
export function denialIn(answer: Answer): Signature | null {
  if (answer.status === null) return null
  const recognised = recognise(answer)
  return recognised.kind === 'denial' ? recognised.denial : null
}

const ECHOES: readonly RegExp[] = [
  /client with IP '([^']{1,60})'/i,
  /(?:client|source) (?:public )?ip(?: address)? ?:? ?\{?([0-9a-f.:]{3,60})\}?/i,
  /originated from IP \{?([0-9a-f.:]{3,60})\}?/i,
  /Access to workspace '[^']{1,80}' from '([0-9a-f.:]{3,60})'/,
  /client address:? ([0-9a-f.:]{3,60})/i,
  /by client ([0-9a-f.:]{3,60}) is rejected/i,
]

/** The address of the caller as the service says it saw it; null when it does not say. */
export function echoedAddress(answer: Answer): string | null {
  const vault = /(?:^|;)\s*addr=([^;\s]+)/.exec(headerOf(answer, 'x-ms-keyvault-network-info'))
  const text = wholeText(answer)
  const said = [
    headerOf(answer, 'x-ms-forbidden-ip'),
    vault?.[1] ?? '',
    ...(text === '' ? [] : ECHOES.map((echo) => echo.exec(text)?.[1] ?? '')),
  ]
  // A sentence ends with a period that belongs to no address.
  return said.map((text) => text.trim().replace(/\.$/, '')).find((text) => parseIp(text)) ?? null
}

/** Words of services that a caller came from the internet. */
const SAYS_INTERNET = /through public internet/i

/** Words of services that a caller came by no approved private endpoint; their pages are in denials/azure.ts. */
const SAYS_PUBLIC =
  /ForbiddenByConnection|Public network access is disabled|\b(OAuthPublicNetworkAccessError|PublicNetworkAccessError|Unauthorized PublicNetworkAccess)\b/i

/** A caller that may have come from the internet: what the service says of it, and its address where it names that. */
export interface PublicCaller {
  readonly address: string | null
  readonly says: 'internet' | 'no-endpoint' | 'nothing'
}

/** What an answer says about the caller having come from the internet. */
export function publicCaller(answer: Answer, book: AddressBook): PublicCaller | null {
  const address = echoedAddress(answer)
  if (address !== null) {
    return classify(address, book).kind === 'public' ? { address, says: 'internet' } : null
  }
  if (answer.status !== 403) return null
  if (SAYS_INTERNET.test(answer.body)) return { address: null, says: 'internet' }
  if (SAYS_PUBLIC.test(answer.body)) return { address: null, says: 'no-endpoint' }
  // The generic code of Storage is also given to a caller without permission.
  return /<Code>AuthorizationFailure</.test(answer.body) ? { address: null, says: 'nothing' } : null
}

/** The id of a VPC Service Controls denial, which the security team finds the log entry by. */
export function violationId(body: string): string | null {
  const found =
    /vpcServiceControlsUniqueIdentifier: ?([\w-]{1,80})/.exec(body) ??
    /"uid": ?"([\w-]{1,80})"/.exec(body)
  return found?.[1] ?? null
}

/**
 * Why a service refuses a known caller, in its own words: a reason of Google's ErrorInfo, with the permission that is
 * missing, or the code of an Azure service. Null when it does not say.
 */
export function refusalReason(answer: Answer): string | null {
  const reason = /"reason": ?"([A-Z][A-Z_]{3,60})"/.exec(answer.body)?.[1]
  const permission =
    /"permission": ?"([\w.]{3,80})"/.exec(answer.body)?.[1] ??
    /Permission '([\w.]{3,80})' denied/.exec(answer.body)?.[1]
  const azure =
    headerOf(answer, 'x-ms-error-code') || /<Code>(\w{3,60})</.exec(answer.body)?.[1] || undefined
  const said = [reason ?? azure, permission].filter((part) => part !== undefined)
  return said.length === 0 ? null : said.join(' ').slice(0, 160)
}

/** An address that is the whole body, as text or as `{"ip": …}`; null when the body is anything else. */
export function addressInBody(body: string): string | null {
  const text = body.trim()
  if (parseIp(text) !== null) return text
  try {
    const json: unknown = JSON.parse(text)
    const ip = typeof json === 'object' && json !== null && 'ip' in json ? json.ip : null
    return typeof ip === 'string' && parseIp(ip.trim()) !== null ? ip.trim() : null
  } catch {
    return null
  }
}
