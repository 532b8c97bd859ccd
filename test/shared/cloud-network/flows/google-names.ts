import { dnsPolicy, network, responsePolicy, subnet, zone } from '../gcloud.ts'

/** Two networks, the probe in one. */
export const HOME = [network('net'), network('net2'), subnet('sub', 'net', '10.2.1.0/24')]
const CORP = zone('corp', 'corp.example.', ['net'], { records: ['a.corp.example. A 10.2.2.1'] })
/** A record as a list prints it, which does not say its zone. */
const record = (name: string, address: string) => ({
  kind: 'dns#resourceRecordSet',
  ...{ name, type: 'A', ttl: 300, rrdatas: [address] },
})
/** Each alias of a zone leads to the next, the last has an address. */
const aliases = (domain: string, count: number) =>
  zone(domain, `${domain}.`, ['net'], {
    records: [
      ...Array.from({ length: count }, (_, i) => `a${i}.${domain}. CNAME a${i + 1}.${domain}.`),
      `a${count}.${domain}. A 10.2.2.1`,
    ],
  })
/** Source: https://docs.cloud.google.com/dns/docs/vpc-name-res-order */
export const GOOGLE_NAMES = [
  {
    shows: 'private zones of the network by the longest name',
    configuration: [
      ...HOME,
      ...zone('apis', 'googleapis.com.', ['net'], {
        records: [
          '*.googleapis.com. CNAME private.googleapis.com.',
          'private.googleapis.com. A 199.36.153.8 199.36.153.9',
        ],
      }),
      ...zone('run', 'run.app.', ['net2'], { records: ['*.run.app. A 199.36.153.8'] }),
      ...zone('corp', 'corp.example.', ['net'], {
        records: ['a.corp.example. A 10.2.2.1', 'a.corp.example. TXT secret'],
      }),
      ...zone('eu', 'eu.corp.example.', ['net'], { forward: '192.168.0.53' }),
      ...zone('peer', 'peer.example.', ['net'], { peer: 'net2' }),
      ...zone('behind', 'peer.example.', ['net2'], { records: ['b.peer.example. A 10.8.0.1'] }),
    ],
    names: `
      storage.googleapis.com  199.36.153.8+199.36.153.9  private.googleapis.com
      private.googleapis.com  199.36.153.8+199.36.153.9  private.googleapis.com
      googleapis.com          unknown-name               apis
      app-1.a.run.app         public                     run
      a.corp.example          10.2.2.1                   a.corp.example
      z.corp.example          unknown-name               corp
      a.eu.corp.example       unreadable                 eu
      b.peer.example          10.8.0.1                   b.peer.example
      www.contoso.com         public                     -`,
  },
  {
    shows: 'a zone that asks a network of which nothing was read, and names of Service Directory',
    configuration: [
      ...HOME,
      ...zone('hub', 'hub.example.', ['net'], { peer: 'hub' }),
      {
        ...zone('directory', 'p.googleapis.com.', ['net'])[0],
        serviceDirectoryConfig: { namespace: { namespaceUrl: 'n' } },
      },
      {
        ...zone('x', 'p.googleapis.com.', ['net'], { records: ['p.googleapis.com. SOA ns.'] })[1],
        managedZone: 'directory',
      },
    ],
    names: `
      a.hub.example                unreadable  hub
      storage-ep.p.googleapis.com  unreadable  -`,
  },
  {
    shows: 'a response policy comes before zones; exact before wildcard; bypass hands on',
    configuration: [
      ...HOME,
      ...zone('apis', 'googleapis.com.', ['net'], {
        records: [
          'storage.googleapis.com. A 10.1.1.1',
          'pubsub.googleapis.com. A 10.1.1.2',
          'a.b.googleapis.com. A 10.1.1.3',
        ],
      }),
      ...responsePolicy('rp', ['net'], {
        all: '*.googleapis.com. A 199.36.153.4',
        one: 'pubsub.googleapis.com. bypass',
        b: '*.b.googleapis.com. A 199.36.153.5',
        alias: 'alias.example. CNAME storage.googleapis.com.',
      }),
      ...responsePolicy('rp2', ['net2'], { x: 'x.example. A 1.1.1.1' }),
    ].filter(
      (row) =>
        (row as { responsePolicyName?: string }).responsePolicyName !== 'rp2' &&
        (row as { ruleName?: string }).ruleName !== 'x',
    ),
    names: `
      storage.googleapis.com  199.36.153.4  all
      pubsub.googleapis.com   10.1.1.2      pubsub.googleapis.com
      a.b.googleapis.com      199.36.153.5  b
      alias.example           199.36.153.4  alias
      x.example               public        -`,
  },
  {
    shows: 'alternative name servers come before everything',
    configuration: [...HOME, dnsPolicy('out', ['net'], ['10.9.9.9']), ...CORP],
    names: `
      a.corp.example   unreadable  out
      www.contoso.com  unreadable  out`,
  },
  {
    shows: 'alternative name servers by an address of IPv6',
    configuration: [
      ...HOME,
      {
        ...dnsPolicy('out', ['net'], []),
        alternativeNameServerConfig: { targetNameServers: [{ ipv6Address: 'fd20::53' }] },
      },
      ...CORP,
    ],
    names: 'a.corp.example  unreadable  out',
  },
  {
    shows: 'a zone that forwards to a server by its name',
    configuration: [
      ...HOME,
      {
        ...zone('fwd', 'corp.example.', ['net'])[0],
        forwardingConfig: { targetNameServers: [{ domainName: 'ns.example.com' }] },
      },
    ],
    names: 'a.corp.example  unreadable  fwd',
  },
  {
    shows: 'wildcards: the nearest to the name, in whatever order',
    configuration: [
      ...HOME,
      ...zone('one', 'one.example.', ['net'], {
        records: ['*.one.example. A 10.2.2.1', '*.apps.one.example. A 10.2.2.2'],
      }),
      ...zone('two', 'two.example.', ['net'], {
        records: ['*.apps.two.example. A 10.2.2.2', '*.two.example. A 10.2.2.1'],
      }),
    ],
    names: `
      one.example         unknown-name  one
      a.one.example       10.2.2.1      *.one.example
      a.apps.one.example  10.2.2.2      *.apps.one.example
      a.two.example       10.2.2.1      *.two.example
      a.apps.two.example  10.2.2.2      *.apps.two.example`,
  },
  {
    shows: 'public zones, and private ones that no network sees',
    configuration: [
      ...HOME,
      { ...zone('pub', 'contoso.com.', [])[0], visibility: 'public' },
      { ...zone('alone', 'alone.example.', [])[0], privateVisibilityConfig: undefined },
    ],
    names: `
      www.contoso.com  public  -
      a.alone.example  public  alone`,
  },
  {
    shows: 'ten aliases are followed, more are held to be a circle',
    configuration: [...HOME, ...aliases('ten.example', 10), ...aliases('eleven.example', 11)],
    names: `
      a0.ten.example     10.2.2.1    a10.ten.example
      a0.eleven.example  unreadable  -`,
  },
  {
    shows: 'records that several zones may hold are of none; those that name their zone are of it',
    configuration: [
      ...HOME,
      { ...zone('pub', 'shop.example.', [])[0], visibility: 'public' },
      ...zone('private', 'shop.example.', ['net']),
      ...zone('named', 'named.example.', ['net'], { records: ['a.named.example. A 10.2.2.1'] }),
      ...zone('below', 'eu.named.example.', ['net2']),
      ...zone('alone', 'alone.example.', ['net']),
      record('a.shop.example.', '203.0.113.4'),
      record('a.alone.example.', '10.2.2.3'),
    ],
    names: `
      a.shop.example       unreadable    -
      a.named.example      10.2.2.1      a.named.example
      a.eu.named.example   unknown-name  named
      a.alone.example      10.2.2.3      a.alone.example`,
  },
  {
    shows: 'records by a routing policy, and rules that hold no address of IPv4',
    configuration: [
      ...HOME,
      ...CORP,
      {
        ...record('geo.corp.example.', ''),
        rrdatas: undefined,
        managedZone: 'corp',
        routingPolicy: { geo: { items: [{ location: 'us-east1', rrdatas: ['10.0.0.5'] }] } },
      },
      ...responsePolicy('rp', ['net'], { six: 'six.example. AAAA fd00::1' }),
    ],
    names: `
      geo.corp.example  unreadable  -
      six.example       unreadable  -
      a.corp.example    10.2.2.1    a.corp.example`,
  },
  {
    shows: 'a rule of a response policy for every name',
    configuration: [
      ...HOME,
      ...responsePolicy('rp', ['net'], { all: '*. A 10.0.0.1', one: 'www.contoso.com. bypass' }),
    ],
    names: `
      shop.example     10.0.0.1  all
      www.contoso.com  public    -`,
  },
  {
    shows: 'rules of response policies that do not say of which of two',
    configuration: [
      ...HOME,
      ...responsePolicy('rp', ['net'], { one: 'one.example. A 10.0.0.1' }),
      ...responsePolicy('other', ['net2'], { two: 'two.example. A 10.0.0.2' }),
    ],
    names: `
      one.example  public  -
      two.example  public  -`,
  },
  {
    shows: 'of another network they do not count',
    configuration: [...HOME, dnsPolicy('out', ['net2'], ['10.9.9.9']), ...CORP],
    names: 'a.corp.example  10.2.2.1  a.corp.example',
  },
  {
    shows:
      'without alternative name servers, for logs or queries from outside, it changes no answer',
    configuration: [...HOME, dnsPolicy('in', ['net'], []), ...CORP],
    names: 'a.corp.example  10.2.2.1  a.corp.example',
  },
  {
    shows: 'zones without records in the configuration, and peers in a circle',
    configuration: [
      ...HOME,
      ...zone('corp', 'corp.example.', ['net']),
      ...zone('loop', 'loop.example.', ['net', 'net2'], { peer: 'net' }),
    ],
    names: `
      a.corp.example  unreadable  -
      a.loop.example  unreadable  -`,
  },
]
