import type { FindingCode } from '../../model/finding-codes.ts'
import { violationId } from '../answers.ts'
import { refusalInText } from '../database/refusal.ts'
import type { DenyingLayer, Signature } from './signature.ts'
import { SIGNATURES } from './signatures.ts'

/** A denial that somebody pasted, as the text of an error. */
export interface DenialInText {
  readonly code: FindingCode
  readonly who: string
  /** The id of a violation of VPC Service Controls. */
  readonly id: string | null
}

const CODES: Readonly<Record<DenyingLayer, FindingCode>> = {
  firewall: 'http-denied-by-firewall',
  perimeter: 'http-denied-by-perimeter',
  service: 'http-denied-by-service',
  permission: 'http-permission-denied',
}

/** The denial whose words a text holds; null for any other. Marks in headers and statuses are not in a text. */
export function denialInText(text: string): DenialInText | null {
  const pasted = text.slice(0, 4000)
  const server = refusalInText(pasted)
  if (server !== null) return { code: 'database-denied', who: server, id: null }
  const found = SIGNATURES.find((signature) => isSaidIn(signature, pasted))
  if (found === undefined) return null
  const code = found.service === 'sql' ? 'database-denied' : CODES[found.layer]
  return { code, who: found.who, id: violationId(pasted) }
}

/** A page that shows its status, as gateways write it. */
const STATUS_OF_PAGE = /<(?:title|h1)>\s{0,8}(\d{3})\b/i

function isSaidIn({ body, header, status }: Signature, text: string): boolean {
  const shown = STATUS_OF_PAGE.exec(text)?.[1]
  const isOther = shown !== undefined && status?.includes(Number(shown)) === false
  return body !== undefined && header === undefined && !isOther && body.test(text)
}
