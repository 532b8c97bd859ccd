import type { Kind } from './kinds.ts'
import { answered, cut, recoded, renamed, through } from './targets.ts'

/** Names and packets that are cut, beside what is not. */
export const CUT_KINDS: readonly Kind[] = [
  {
    name: 'a suffix whose names are cut directly, while one comes through a proxy',
    seen: [
      ...['20.1.0.4', '20.2.0.4'].map((a, i) => renamed(cut(a), `n${i}.monitor.test`)),
      through('20.3.0.4'),
      { ...answered('n2.monitor.test', '20.4.0.4', null), proxy: 'http://10.0.9.1:3128' },
    ],
    causes: ['tls-blocked-by-name of monitor.test, direct x2'],
  },
  {
    name: 'no suffix and no list of one name that is cut in two ways',
    seen: [
      renamed(cut('20.1.0.4'), 'n.monitor.test'),
      answered('n.monitor.test', '20.2.0.4', 'http-denied-by-firewall'),
      through('20.3.0.4'),
    ],
    causes: [
      'tls-blocked-by-name of n.monitor.test x1',
      'http-denied-by-firewall of n.monitor.test x1',
    ],
  },
  {
    name: 'names that a firewall denies by a page, which is no way through',
    seen: [
      ...['a.one.test', 'b.two.test'].map((host) =>
        answered(host, '20.1.0.4', 'http-denied-by-firewall'),
      ),
      answered('c.three.test', '20.1.0.5', null),
    ],
    causes: ['http-denied-by-firewall of names without a rule, direct x2'],
  },
  {
    name: 'a path on which large packets stop, and plain HTTP passes',
    seen: [
      ...['20.1.0.4', '20.2.0.4'].map((a) =>
        recoded(cut(a), { code: 'path-mtu-black-hole', subject: a }),
      ),
      { ...through('20.3.0.4'), scheme: 'http' },
      through('10.50.3.4'),
    ],
    causes: ['path-mtu-black-hole of public addresses, direct x2'],
  },
]
