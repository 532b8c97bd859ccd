import type { Row } from '../row.ts'
import { isRow } from '../row.ts'

/** Why an answer of a cloud did not come, or cannot be used. */
export interface Trouble {
  /**
   * - `forbidden`: the identity lacks a right
   * - `ended`: the pull has used up its calls or its time
   * - `too-large`: the same question in smaller pages may be answered
   */
  readonly kind: 'forbidden' | 'no-token' | 'ended' | 'too-large' | 'failed'
  /** A clause without a subject that ends a sentence: `was refused with status 400 (BadRequest)`. */
  readonly says: string
}

/** An answer, or the trouble in its place. */
export type Asked =
  | { readonly json: Row; readonly trouble: null }
  | { readonly json: null; readonly trouble: Trouble }

export function troubled(kind: Trouble['kind'], says: string): Asked {
  return { json: null, trouble: { kind, says } }
}

/** The object in a body of JSON; else why there is none. */
export function objectIn(body: string): Asked {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return troubled('failed', 'was answered with what is not JSON')
  }
  return isRow(json)
    ? { json, trouble: null }
    : troubled('failed', 'was answered with JSON that is no object')
}

/**
 * A refusal by its status. Of what a cloud says only codes are told: its sentences quote names of people and tokens.
 * Forms: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors and
 * https://docs.cloud.google.com/apis/design/errors
 */
export function refusal(status: number, body: string): Asked {
  const codes = codesIn(body)
  const text = codes.length === 0 ? `status ${status}` : `status ${status} (${codes.join(', ')})`
  if (status === 413 || codes.includes('ResponsePayloadTooLarge')) {
    return troubled('too-large', `is too large to answer: ${text}`)
  }
  if (status !== 403) return troubled('failed', `was refused with ${text}`)
  if (codes.includes('SERVICE_DISABLED') || codes.includes('accessNotConfigured')) {
    return troubled('failed', `was refused with ${text}: the API is not enabled in the project`)
  }
  if (codes.includes('SECURITY_POLICY_VIOLATED') || codes.includes('vpcServiceControls')) {
    return troubled('failed', `was refused with ${text}: by a perimeter of VPC Service Controls`)
  }
  return troubled('forbidden', `was refused with ${text}`)
}

const CODE = /^\w[\w.-]{0,60}$/

/** The codes in the body of a refusal: of Azure and Google, and those in its details. */
function codesIn(body: string): readonly string[] {
  const { json } = objectIn(body)
  const error = json?.['error']
  if (!isRow(error)) return []
  const parts = [error, ...listed(error['details']), ...listed(error['errors'])]
  const codes = parts.flatMap((part) => [part['code'], part['status'], part['reason']])
  const told = codes.filter((code) => typeof code === 'string' && CODE.test(code))
  return [...new Set(told as string[])].slice(0, 3)
}

function listed(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.slice(0, 20).filter(isRow) : []
}
