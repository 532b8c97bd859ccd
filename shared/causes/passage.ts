import type { Candidate, Mechanism } from './candidate.ts'
import { type Came, scoped } from './scope.ts'
import type { Dial, Traits } from './traits.ts'
import { classWords, countOf } from './words.ts'

/** What the path does to packets that are too large for it: all that leaves on it, or to one kind of address. */
export const PASSAGE: readonly Mechanism[] = (
  ['path-mtu-black-hole', 'tls-large-hello-dropped'] as const
).map((code) => ({
  codes: [code],
  candidates: (failing, all) =>
    [...Map.groupBy(failing, ({ path }) => path)].flatMap(([path, mine]) => [
      ...kindsOf(mine).flatMap((kind) => wherePacketsStop(path, kind, { failing: mine, all })),
      ...(kindsOf(mine).length > 1 ? wherePacketsStop(path, null, { failing: mine, all }) : []),
    ]),
}))

/** What is checked without TLS sends nothing large before the peer answers. */
const comesThrough: Came = ({ spoke, speaksTls }) => spoke && speaksTls

function kindsOf(failing: readonly Traits[]): readonly string[] {
  return [...new Set(failing.flatMap(({ dials }) => dials.map((d) => d.addressClass)))]
}

/** `kind` null: whatever lies outside the private networks. */
function wherePacketsStop(
  path: string,
  kind: string | null,
  given: { readonly failing: readonly Traits[]; readonly all: readonly Traits[] },
): readonly Candidate[] {
  const where = kind === null ? 'addresses outside the private networks' : classWords(kind)
  const isMeant = ({ addressClass, realm }: Dial) =>
    kind === null ? realm === 'public' || realm === 'vip' : addressClass === kind
  const scope = {
    subject: `${where}, ${path}`,
    parts: [
      { dimension: 'path', values: [path] },
      {
        dimension: 'address-class',
        values: kind === null ? ['public', 'google-restricted', 'google-private'] : [kind],
      },
    ],
    holds: (t: Traits) => t.path === path && t.dials.some(isMeant),
  } as const
  return scoped(scope, { ...given, came: comesThrough }, (covered, passing) => ({
    statement: `To ${where} no TLS handshake of ${covered.length} targets gets through once its packets are large${passing === 0 ? '' : `; elsewhere ${countOf(passing, 'does', 'do')}`}`,
    cause:
      'a tunnel, a gateway or an inspecting device on this path drops packets above its size, without an ICMP message that would say so',
    fix: `Find the first hop of this path with a smaller MTU (a tunnel, an NVA, a VPN gateway); lower the MTU or clamp the MSS there, and let ICMP “fragmentation needed” and “packet too big” pass (RFC 1191, RFC 8201)`,
  }))
}
