import {
  answered,
  cut,
  fails,
  lacking,
  named,
  recoded,
  renamed,
  type Seen,
  silent,
  through,
  tunnel,
  vip,
  well,
} from './targets.ts'

const VIP = '199.36.153.4'

/** Targets of one sweep, and their causes as `code subject xN`. */
export interface Kind {
  readonly name: string
  readonly seen: readonly Seen[]
  readonly causes: readonly string[]
}

export const KINDS: readonly Kind[] = [
  {
    name: 'the names below a suffix that do not resolve, while others do',
    seen: [
      ...['a.psc.corp.test', 'b.psc.corp.test'].map((h) => fails(h, 'dns-name-not-found')),
      well('a.db.corp.test'),
    ],
    causes: ['dns-name-not-found of psc.corp.test x2'],
  },
  {
    name: 'no suffix in which a name resolves',
    seen: [
      ...['a.corp.test', 'b.corp.test'].map((h) => fails(h, 'dns-name-not-found')),
      well('c.corp.test'),
    ],
    causes: ['dns-name-not-found of a.corp.test x1', 'dns-name-not-found of b.corp.test x1'],
  },
  {
    name: 'no list of unused zones where each is used for other names',
    seen: [
      ...['a', 'b', 'c'].map((x) =>
        named(x, 'dns-private-zone-not-used', `z.${x} ${x}.z.${x}`, '20.1.1.1'),
      ),
      named('d', null, '', '10.0.0.9'),
    ],
    causes: ['a', 'b', 'c'].map((x) => `dns-private-zone-not-used of z.${x} ${x}.z.${x} x1`),
  },
  {
    name: 'a zone without any of its records',
    seen: [
      ...['kv1', 'kv2'].map((kv) => lacking(`${kv}.x.test`, 'privatelink.x.test', kv)),
      { ...named('st', null, '', '10.0.0.9'), host: 'st.blob.test' },
    ],
    causes: ['dns-private-record-missing of privatelink.x.test x2'],
  },
  {
    name: 'a zone that names lead into for everybody, without any record',
    seen: ['in', 'live'].map((one) => lacking(one, 'privatelink.monitor.azure.com', one)),
    causes: ['dns-private-record-missing of privatelink.monitor.azure.com x2'],
  },
  {
    name: 'no empty zone where another name of it is right',
    seen: [
      ...['kv1', 'kv2'].map((kv) => lacking(`${kv}.x.test`, 'privatelink.x.test', kv)),
      { ...named('kv3', null, '', '10.0.0.9'), host: 'kv3.vault.test' },
    ],
    causes: [
      'dns-private-record-missing of privatelink.x.test kv1.x.test x1',
      'dns-private-record-missing of privatelink.x.test kv2.x.test x1',
    ],
  },
  {
    name: 'three private zones of four that are not used',
    seen: [
      ...['a', 'b', 'c'].map((z) => named(z, 'dns-private-zone-not-used', `${z}.test`, '20.1.0.4')),
      named('d', null, '', '10.50.2.8'),
    ],
    causes: ['dns-private-zone-not-used of private zones that are not used x3'],
  },
  {
    name: 'a domain whose names do not lead to the VIP',
    seen: [
      ...['storage', 'logging'].map((api) =>
        vip(fails(`${api}.googleapis.com`, 'dns-google-vip-not-used', '142.250.0.4')),
      ),
      vip(well('gcr.io', VIP)),
    ],
    causes: ['dns-google-vip-not-used of googleapis.com x2'],
  },
  {
    name: 'every name that must lead to the VIP',
    seen: ['a.googleapis.com', 'b.googleapis.com', 'x.pkg.dev'].map((host) =>
      vip(fails(host, 'dns-google-vip-not-used', '142.250.0.4')),
    ),
    causes: ['dns-google-vip-not-used of every name that must lead to a VIP x3'],
  },
  {
    name: 'addresses of a subnet that refuse, while others connect',
    seen: [
      ...['10.50.2.4', '10.50.2.5'].map((a) => silent(a, { code: 'tcp-refused' })),
      through('10.50.3.4'),
    ],
    causes: ['tcp-refused of 10.50.2.0/24 x2'],
  },
  {
    name: 'every port of the private addresses but one',
    seen: [
      silent('10.50.2.4', { port: 1433 }),
      silent('10.50.3.4', { port: 5432 }),
      silent('10.50.3.5', { port: 6380 }),
      ...['10.50.2.4', '10.50.3.4'].map((a) => through(a)),
    ],
    causes: ['tcp-dropped of private addresses, every port but 443 x3'],
  },
  {
    name: 'all that lies outside the private networks',
    seen: [silent('20.1.0.4'), silent('20.2.0.4'), silent(VIP), through('10.50.3.4')],
    causes: ['tcp-dropped of addresses outside the private networks x3'],
  },
  {
    name: 'a suffix whose names are cut',
    seen: [
      ...['20.1.0.4', '20.2.0.4'].map((a, i) => renamed(cut(a), `n${i}.monitor.test`)),
      through('20.3.0.4'),
    ],
    causes: ['tls-blocked-by-name of monitor.test, direct x2'],
  },
  {
    name: 'a suffix that a proxy refuses',
    seen: [tunnel('a.arc.test', 403), tunnel('b.arc.test', 403), tunnel('c.test', 200)],
    causes: ['proxy-denied of http://10.0.9.1:3128, arc.test x2'],
  },
  {
    name: 'a path on which large packets stop',
    seen: [
      ...['20.1.0.4', '20.2.0.4'].map((a) =>
        recoded(cut(a), { code: 'path-mtu-black-hole', subject: a }),
      ),
      through('10.50.3.4'),
    ],
    causes: ['path-mtu-black-hole of public addresses, direct x2'],
  },
  {
    name: 'a path on which large packets to whatever lies outside stop',
    seen: [
      ...['20.1.0.4', VIP].map((a) => recoded(cut(a), { code: 'path-mtu-black-hole', subject: a })),
      through('10.50.3.4'),
      through('10.50.3.5'),
    ],
    causes: ['path-mtu-black-hole of addresses outside the private networks, direct x2'],
  },
  {
    name: 'no path on which large packets pass to an address of another kind',
    seen: [
      ...['20.1.0.4', '20.2.0.4'].map((a) =>
        recoded(cut(a), { code: 'path-mtu-black-hole', subject: a }),
      ),
      through(VIP),
    ],
    causes: ['path-mtu-black-hole of public addresses, direct x2'],
  },
  {
    name: 'no public address that answers, at the port that a private one answers at',
    seen: [silent('20.1.0.4'), silent('20.2.0.4'), silent('20.3.0.4'), through('10.50.3.4')],
    causes: ['tcp-dropped of public addresses x3'],
  },
  {
    name: 'one storage account that refuses by each of its names',
    seen: [
      ...['st.blob.core.test', 'st.queue.core.test'].map((host) =>
        answered(host, '20.1.0.4', 'http-denied-by-service'),
      ),
      answered('other.blob.core.test', '20.1.0.5', null),
    ],
    causes: ['http-denied-by-service of st … core.test x2'],
  },
  {
    name: 'one front end that fails for every name',
    seen: [
      ...['a.one.test', 'b.two.test'].map((host) =>
        answered(host, '20.1.0.4', 'http-status-unexpected'),
      ),
      answered('c.three.test', '20.1.0.5', null),
    ],
    causes: ['http-status-unexpected of 20.1.0.4 port 443 x2'],
  },
  {
    name: 'no front end at which another name is well',
    seen: [
      ...['a.one.test', 'b.two.test'].map((host) =>
        answered(host, '20.1.0.4', 'http-status-unexpected'),
      ),
      answered('c.three.test', '20.1.0.4', null),
    ],
    causes: ['http-status-unexpected of a.one.test x1', 'http-status-unexpected of b.two.test x1'],
  },
  {
    name: 'what a service perimeter restricts',
    seen: [
      ...['storage.googleapis.com', 'logging.googleapis.com'].map((host) =>
        answered(host, VIP, 'http-denied-by-perimeter'),
      ),
      answered('oauth2.googleapis.com', VIP, null),
    ],
    causes: ['http-denied-by-perimeter of a service perimeter x2'],
  },
  {
    name: 'three services of several resources that refuse the address that we come from',
    seen: [
      ...['kv.vault.test', 'acr.registry.test', 'st.blob.test'].map((host, i) =>
        answered(host, `20.1.0.${i + 4}`, 'http-denied-by-service'),
      ),
      answered('other.vault.test', '20.1.0.9', null),
    ],
    causes: ['http-denied-by-service of the public address that we come from x3'],
  },
  {
    name: 'no common source of two services that refuse',
    seen: ['kv.vault.test', 'acr.registry.test'].map((host) =>
      answered(host, '20.1.0.4', 'http-denied-by-service'),
    ),
    causes: [
      'http-denied-by-service of acr.registry.test x1',
      'http-denied-by-service of kv.vault.test x1',
    ],
  },
  {
    name: 'a path on which connections to several addresses are lost in part',
    seen: ['20.1.0.4', '20.2.0.4', '20.3.0.4'].map((a) =>
      recoded(through(a), { code: 'tcp-intermittent', subject: a }),
    ),
    causes: ['tcp-intermittent of connections to public addresses, in part x3'],
  },
  {
    name: 'names of several zones that must be public and are private',
    seen: [
      ...['gbl.his.test', 'je.his.test', 'a.guest.test'].map((host) =>
        fails(host, 'dns-private-unexpected', '10.0.0.9'),
      ),
      well('c.other.test'),
    ],
    causes: ['dns-private-unexpected of public names that resolve to private addresses x3'],
  },
  {
    name: 'names that fail in part by the same addresses as others do as a whole',
    seen: [
      ...['20.1.0.4', '20.1.0.5', '20.1.0.6'].map((a) => silent(a)),
      both('20.1.0.4', '20.9.0.4'),
      through('20.9.0.4'),
    ],
    causes: ['tcp-dropped of public addresses without a rule x4'],
  },
  {
    name: 'the address of another service that several records lead to',
    seen: [
      ...['kv1.vault.test', 'kv2.vault.test'].map((host) =>
        answered(host, '10.0.0.9', 'private-endpoint-stale'),
      ),
      answered('acr.registry.test', '10.0.0.9', null),
    ],
    causes: ['private-endpoint-stale of 10.0.0.9 port 443 x2'],
  },
  {
    name: 'the sink of a response policy',
    seen: ['pypi.test', 'npm.test'].map((host) => fails(host, 'dns-sinkholed', '0.0.0.0')),
    causes: ['dns-sinkholed of names that lead to 0.0.0.0 x2'],
  },
  {
    name: 'the policy of a DNS server',
    seen: ['pypi.test', 'npm.test'].map((host) => fails(host, 'dns-blocked-by-policy')),
    causes: ['dns-blocked-by-policy of names that a policy of 10.0.0.4 blocks x2'],
  },
  {
    name: 'the hosts file',
    seen: ['a.test', 'b.test'].map((host) => fails(host, 'dns-hosts-override', '10.0.0.9')),
    causes: ['dns-hosts-override of the hosts file x2'],
  },
  {
    name: 'no more than the finding where all have one about one subject',
    seen: ['a.x.test', 'b.x.test'].map((host) => ({
      ...named(host, 'dns-refused', '10.0.0.4:53', null),
      host,
    })),
    causes: ['dns-refused of 10.0.0.4:53 x2'],
  },
]

/** A name with two addresses, of which the first is silent. */
function both(lost: string, open: string): Seen {
  const observations = [...silent(lost).observations, ...through(open).observations]
  return {
    ...{ id: 'both', host: 'both.test', observations },
    root: { code: 'tcp-some-addresses-fail', subject: lost },
  }
}
