import type { Cause } from '../model/cause.ts'
import { SEVERITIES, type Severity } from '../model/finding.ts'
import type { Traits } from './traits.ts'

/** Targets that fail for the name of another target, by the id of that one. */
export type Followers = ReadonlyMap<string, readonly Traits[]>

/**
 * Targets that fail only because another name of their resource is not private belong to the cause of that name, where
 * it is a target and fails itself: one change, one cause.
 */
export function ledBy(broken: readonly Traits[]): {
  readonly failing: readonly Traits[]
  readonly followers: Followers
} {
  const led = broken.flatMap((traits) => {
    const leader = leaderOf(traits, broken)
    return leader === undefined ? [] : [{ traits, leader: leader.id }]
  })
  const members = new Set(led.map(({ traits }) => traits))
  const byLeader = Map.groupBy(led, ({ leader }) => leader)
  return {
    failing: broken.filter((traits) => !members.has(traits)),
    followers: new Map([...byLeader].map(([id, of]) => [id, of.map(({ traits }) => traits)])),
  }
}

function leaderOf({ root, path }: Traits, broken: readonly Traits[]): Traits | undefined {
  if (root?.code !== 'dns-companion-not-private') return undefined
  return broken.find(
    (other) =>
      other.host === root.subject &&
      other.path === path &&
      other.root?.code !== 'dns-companion-not-private',
  )
}

/** A cause with the targets that follow its own. */
export function withFollowers(cause: Cause, followers: Followers): Cause {
  const more = cause.targets.flatMap((id) => followers.get(id) ?? [])
  if (more.length === 0) return cause
  return {
    ...cause,
    severity: mostSevere([cause.severity, ...more.map(({ result }) => result.verdict)]),
    targets: [...cause.targets, ...more.map(({ id }) => id)],
    contrast: { ...cause.contrast, failing: cause.contrast.failing + more.length },
  }
}

function mostSevere(all: readonly string[]): Severity {
  return SEVERITIES.find((severity) => all.includes(severity)) ?? 'fail'
}
