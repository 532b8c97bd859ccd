import type { Target } from '../../../../shared/model/target.ts'
import { companionsToAsk } from '../../../../shared/zone/companions.ts'
import { privateSideOf } from '../../../../shared/zone/private-names.ts'
import type { Near } from '../cases/case.ts'
import { check, control, sweep } from '../evidence.ts'
import { resolves, SYSTEM, wire } from '../name-pieces.ts'
import { works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'

const [IN, OUT] = ['10.1.0.5', '20.60.1.2']
const PRIVATE = { expect: { resolution: 'private' } } as const
/** A resource of each kind, with the alias of its own name. */
const RESOURCES = [
  ['st.dfs.core.windows.net', 'st.privatelink.dfs.core.windows.net'],
  ['orders.documents.azure.com', 'orders.privatelink.documents.azure.com'],
  ['app.azurewebsites.net', 'app.privatelink.azurewebsites.net'],
  ['w.sql.azuresynapse.net', 'w.privatelink.sql.azuresynapse.net'],
] as const

type Says = readonly [what: string, answer: (host: string, alias: string) => Piece]

const of = (host: string, piece: Piece): Piece => {
  return () => piece({ host } as Target)
}
const SAYS: readonly Says[] = [
  ['is private', (host) => of(host, wire(SYSTEM, [IN]))],
  ['is public', (host) => of(host, wire(SYSTEM, [OUT]))],
  ['is public by an alias', (host, alias) => of(host, wire(SYSTEM, [OUT], { chain: [alias] }))],
  ...(['dns_nxdomain_error', 'dns_no_answer', 'dns_servfail_error'] as const).flatMap(
    (fails): Says[] => [
      [`ends in ${fails}`, (host) => of(host, wire(SYSTEM, [], { fails }))],
      [
        `ends in ${fails} by an alias`,
        (host, alias) => of(host, wire(SYSTEM, [], { fails, chain: [alias] })),
      ],
    ],
  ),
]

/** What the first companions of a resource are, and whether they are targets themselves. */
export const COMPANIONS_NEAR: readonly Near[] = RESOURCES.flatMap(([host, own]) =>
  companionsToAsk(host)
    .slice(0, 3)
    .flatMap((companion, i, all) =>
      SAYS.flatMap(([what, answer]) =>
        [false, true].map((isListed) => ({
          name: `${companion.host} of ${host} ${what}${isListed ? ', and is a target' : ''}`,
          evidence: sweep([
            check(
              `https://${host}`,
              PRIVATE,
              resolves([IN], { chain: [own] }),
              works(IN),
              answer(companion.host, `${companion.host.split('.')[0]}.${privateSideOf(own)}`),
              // Another one of the same resource is private.
              all
                .filter((_, n) => n === (i + 1) % all.length && n !== i)
                .map((other) => of(other.host, wire(SYSTEM, [IN]))),
            ),
            ...(isListed
              ? [check(`https://${companion.host}`, {}, resolves([OUT]), works(OUT))]
              : []),
            control(),
          ]),
        })),
      ),
    ),
)
