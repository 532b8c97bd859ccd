import { z } from 'zod'
import type { Complaint } from '../document/problem.ts'
import { checkedText, complain, nonEmpty } from '../document/text.ts'
import { type Scheme, takes } from '../model/scheme.ts'
import type { TargetAuth } from '../model/target.ts'
import type { ExpectSettings } from '../target/expect.ts'

const oneWord = (example: string) =>
  checkedText((text) =>
    /^[\x21-\x7e]+$/.test(text)
      ? null
      : { message: 'is empty or contains a space', remedy: `Write one name, as in ${example}` },
  )

const secretText = checkedText((text) =>
  text === '' || hasControl(text)
    ? {
        message: 'is empty or holds a control character',
        remedy: 'Write "${NAME}", with the password in the environment',
        secret: true,
      }
    : null,
)

function hasControl(text: string): boolean {
  return [...text].some((char) => char < ' ' || char === '\x7f')
}

/** Its user name ends at the first colon (RFC 7617, 2). */
const basic = z.strictObject({
  user: nonEmpty
    .refine((text) => !text.includes(':') && !hasControl(text), {
      error: 'holds a colon or a control character',
      params: { remedy: 'Write a user name without a colon' },
    })
    .describe('User name'),
  password: secretText.describe('Password; a secret: "${NAME}"'),
})

/** The key `auth` of a target: what its request shows of who the caller is. */
export const targetAuth = z
  .strictObject({
    google: oneWord('https://www.googleapis.com/auth/devstorage.read_only')
      .exactOptional()
      .describe('OAuth scope: https://www.googleapis.com/auth/devstorage.read_only'),
    azure: oneWord('https://storage.azure.com')
      .exactOptional()
      .describe('Resource: https://storage.azure.com, https://vault.azure.net'),
    basic: basic.exactOptional().describe('User name and password (Basic), the latter "${NAME}"'),
  })
  .superRefine((given, ctx) => {
    const names = Object.keys(given)
    if (names.length === 1) return
    const message = names.length === 0 ? 'names no identity' : 'names two identities'
    complain(ctx, {
      message,
      remedy: 'Write one of google: SCOPE, azure: RESOURCE and basic: { user, password }',
    })
  })

/** Why a target of this form may show no token and no credentials; null when it may. */
export function authComplaint(
  { basic }: z.output<typeof targetAuth>,
  scheme: Scheme,
  { reachability }: Pick<ExpectSettings, 'reachability'>,
): Complaint | null {
  if (!takes(scheme, 'request') || !takes(scheme, 'handshake')) {
    const what = basic === undefined ? 'a token' : 'a password'
    return {
      message: `would send ${what} over ${scheme}`,
      remedy: `Use https://: ${what} goes only to a server that has proved who it is`,
    }
  }
  if (reachability !== 'blocked') return null
  return {
    message: 'has no use where the target must be blocked',
    remedy: 'Remove auth, or expect the target to be reachable',
  }
}

/** The token that the checked key wants; null: none. */
export function tokenOf({ google, azure }: z.output<typeof targetAuth>): TargetAuth | null {
  if (google !== undefined) return { google }
  return azure === undefined ? null : { azure }
}
