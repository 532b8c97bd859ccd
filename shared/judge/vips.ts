import type { TargetView } from './target-view.ts'

const RESTRICTED = { kind: 'google-restricted', name: 'restricted.googleapis.com' } as const
const PRIVATE = { kind: 'google-private', name: 'private.googleapis.com' } as const

/** The Google VIP that the name must resolve to, and the other one; null when none is expected. */
export function vipExpected(view: TargetView) {
  switch (view.expect.resolution) {
    case 'google-restricted':
      return { ...RESTRICTED, other: PRIVATE }
    case 'google-private':
      return { ...PRIVATE, other: RESTRICTED }
    default:
      return null
  }
}
