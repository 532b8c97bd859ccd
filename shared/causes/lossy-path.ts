import type { Candidate, Mechanism } from './candidate.ts'
import { hostsOf } from './scope.ts'
import type { Traits } from './traits.ts'
import { classWords, countOf, some } from './words.ts'

/** Loss at fewer addresses than this may be that of their servers. */
const SEVERAL = 3

/** Connections that are lost in part at several addresses of one kind: the path, or its address translation. */
export const LOSSY_PATH: Mechanism = {
  codes: ['tcp-intermittent'],
  candidates: (failing) =>
    [...Map.groupBy(failing, kindOf)].flatMap(([kind, members]) => ofKind(kind, members)),
}

function kindOf({ dials }: Traits): string {
  return dials[0]?.addressClass ?? ''
}

function ofKind(kind: string, members: readonly Traits[]): readonly Candidate[] {
  if (new Set(members.map(({ root }) => root?.subject)).size < SEVERAL) return []
  const mine = new Set(members)
  return [
    {
      subject: `connections to ${classWords(kind)}, in part`,
      scope: [{ dimension: 'address-class', values: [kind] }],
      members,
      contrastedBy: (t) => !mine.has(t) && t.dials.length > 0 && kindOf(t) !== kind && t.spoke,
      tell: (covered, passing) => ({
        statement: `Connections to ${classWords(kind)} are lost in part, at several of them (${some(hostsOf(covered))})${passing === 0 ? '' : `; ${countOf(passing, 'target elsewhere connects', 'targets elsewhere connect')}`}`,
        cause:
          'ports of address translation on this path are used up (of a NAT gateway, or of a firewall’s public address), or a device on it is at its limit',
        fix: 'Look at the port use and the drops of the NAT gateway or firewall on this path; give it more addresses or ports, and let clients reuse connections',
      }),
    },
  ]
}
