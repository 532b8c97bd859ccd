import type { Case, Near } from '../cases/case.ts'
import { check, sweep } from '../evidence.ts'
import { lookup, wire } from '../name-pieces.ts'

const FAILS = ['generic_timeout_error', 'connection_refused'] as const
/** Servers by which a name is asked: plain, of the platform, of the host itself, at other ports, by DNS over TLS. */
const SERVERS = [
  ['10.0.0.4:53'],
  ['10.0.0.4:5353'],
  ['168.63.129.16:53'],
  ['127.0.0.53:53'],
  ['tls://10.0.0.4:853'],
  ['10.0.0.4:5353', '10.0.0.5:53'],
  ['10.0.0.4:53', '168.63.129.16:53'],
  ['168.63.129.16:53', '168.63.129.16:5353'],
  ['127.0.0.53:53', '[::1]:53'],
  ['127.0.0.53:53', '10.0.0.4:53'],
  ['10.0.0.4:53', 'tls://10.0.0.5:853'],
] as const

/** What is told of servers that say nothing, by their kinds, their ends and the cloud. */
export const SILENT_SERVERS: readonly (Near & Pick<Case, 'vantage'>)[] = SERVERS.flatMap(
  (servers) =>
    FAILS.flatMap((first) =>
      (servers.length === 1 ? [first] : FAILS).flatMap((second) =>
        (['azure', 'gcp', 'other'] as const).map((cloud) => ({
          name: `${servers.join(' and ')} in ${cloud}: ${[first, second].slice(0, servers.length).join(' and ')}`,
          evidence: sweep(
            [
              check(
                'https://app.example',
                {},
                lookup([], { fails: 'generic_timeout_error' }),
                servers.map((server, i) => wire(server, [], { fails: i === 0 ? first : second })),
              ),
            ],
            servers,
          ),
          vantage: { cloud, facts: {} },
        })),
      ),
    ),
)
