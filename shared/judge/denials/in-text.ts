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

/** The status of an answer, as pages show it and as HTTP and clients write it. */
const STATUS =
  /(?:<(?:title|h1)>\s{0,8}|\bHTTP\/[\d.]{1,3} )(\d{3})\b|\b([45]\d\d) (?:Bad Gateway|Forbidden|Gateway Time-?out|Internal Server Error|Not Found|Service (?:Temporarily )?Unavailable|Unauthorized)\b/i

function isSaidIn({ body, header, status, byStatus }: Signature, text: string): boolean {
  if (body === undefined || header !== undefined || !body.test(text)) return false
  const [, written, named] = STATUS.exec(text) ?? []
  const shown = written ?? named
  if (shown === undefined || status === undefined) return byStatus !== true
  return status.includes(Number(shown))
}
