import { z } from 'zod'
import type { Complaint } from '../document/problem.ts'
import { checkedText, complain } from '../document/text.ts'
import { type Scheme, takes } from '../model/scheme.ts'
import type { TargetAuth } from '../model/target.ts'
import type { ExpectSettings } from '../target/expect.ts'

const oneWord = (example: string) =>
  checkedText((text) =>
    /^[\x21-\x7e]+$/.test(text)
      ? null
      : { message: 'is empty or contains a space', remedy: `Write one name, as in ${example}` },
  )

/** The key `auth` of a target: a token of the platform's own identity goes with its request. */
export const targetAuth = z
  .strictObject({
    google: oneWord('https://www.googleapis.com/auth/devstorage.read_only')
      .exactOptional()
      .describe('OAuth scope: https://www.googleapis.com/auth/devstorage.read_only'),
    azure: oneWord('https://storage.azure.com')
      .exactOptional()
      .describe('Resource: https://storage.azure.com, https://vault.azure.net'),
  })
  .superRefine((given, ctx) => {
    const names = Object.keys(given)
    if (names.length === 1) return
    const message = names.length === 0 ? 'names no identity' : 'names two identities'
    complain(ctx, { message, remedy: 'Write one of google: SCOPE and azure: RESOURCE' })
  })

/** Why a target of this form may carry no token; null when it may. */
export function authComplaint(
  scheme: Scheme,
  { reachability }: Pick<ExpectSettings, 'reachability'>,
): Complaint | null {
  if (!takes(scheme, 'request') || !takes(scheme, 'handshake')) {
    return {
      message: `would send a token over ${scheme}`,
      remedy: 'Use https://: a token goes only to a server that has proved who it is',
    }
  }
  if (reachability !== 'blocked') return null
  return {
    message: 'has no use where the target must be blocked',
    remedy: 'Remove auth, or expect the target to be reachable',
  }
}

/** The checked key as the model has it. */
export function authOf({ google, azure }: z.output<typeof targetAuth>): TargetAuth {
  if (google !== undefined) return { google }
  if (azure !== undefined) return { azure }
  throw new Error('A checked auth names neither google nor azure')
}
