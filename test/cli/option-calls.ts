const QUIET = 'proxy: none\nresolvers: []\nlimits: { attempts: 1 }\n'
/** Files that the calls name. */
export const FILES: Readonly<Record<string, string>> = {
  'perimeter.yaml': `vantage: prod-japaneast\n${QUIET}targets:
  - { name: web, url: "tcp://127.0.0.1:9" }
  - { name: shut, url: "tcp://127.0.0.1:9", expect: { reachability: blocked } }
`,
  'other.yaml': `vantage: nowhere\nstore: { sqlite: ./other.db }\n${QUIET}targets:
  - { name: shut, url: "tcp://127.0.0.1:9", expect: { reachability: blocked } }
alerts: { notify: [{ webhook: "http://127.0.0.1:9/", name: ops }, { webhook: "http://127.0.0.1:9/", name: dev }] }
`,
  'web.yaml': `${QUIET}targets:
  - { name: pip, url: "https://pypi.org/" }
  - { name: near, url: "tcp://10.0.0.9:5432" }
`,
  'own.yaml': `name: own
version: "2026-11-20"
title: Ours
about: Ours
sources: { wiki: { title: Wiki, url: "https://wiki.example/" } }
parameters: { site: { type: string, describe: The site, default: 127.0.0.1 } }
capabilities: [{ id: pay, name: Paying works, symptom: "Error 17" }]
endpoints: [{ id: pay, url: "tcp://{site}:9", for: [pay], source: wiki, asOf: "2026-11-20" }]
`,
  'fw.log': `HTTPS request from 10.0.0.4:50000 to pypi.org:443. Action: Deny. No rule matched. Proceeding with default action
2026/11/20 10:00:00| TCP request from 10.0.0.4:50000 to 127.0.0.1:9. Action: Deny.
`,
  'squid.log': '20/Nov/2026:10:00:00 TCP_DENIED/403 a.example\n',
  'hosts.txt': 'ledger.example\ndb.internal:1433\n',
  'broken.json': '{',
  'roots.pem': 'no certificate\n',
}

/** A call, and by option the words that are added to it, or another call. */
export const CALLS: readonly (readonly [
  command: string,
  call: string,
  Readonly<Record<string, string>>,
])[] = [
  [
    'check',
    'check',
    {
      '--config': 'check -c other.yaml',
      '--only': '--only web',
      '--format': '--format markdown',
      '--write': '--write junit=out.xml',
      '--sanitize': '--sanitize',
      '--verbose': '-v',
      '--ca': '--ca roots.pem',
      '--network': '--network broken.json',
      '--until': '--until fail',
    },
  ],
  ['check', 'check -c other.yaml', { '--save': '--save', '--fail-on': '--fail-on fail' }],
  ['check', 'check --until pass --for 1ms', { '--for': 'check --until pass --for 0s' }],
  [
    'check',
    'check --url tcp://127.0.0.1:9',
    {
      '--url': '--url tcp://127.0.0.1:10',
      '--expect': '--expect reachability=blocked',
      '--catalog': '--catalog ./own.yaml',
    },
  ],
  ['check', 'check --catalog ./own.yaml', { '--with': '--with nothing=1' }],
  [
    'explain',
    'explain pypi.org ECONNREFUSED',
    {
      '--format': '--format json',
      '--config': '-c none.yaml',
      '--store': '--store none.db',
    },
  ],
  [
    'explain',
    'explain acrlab.japaneast.data.azurecr.io ECONNREFUSED',
    { '--report': '--report b.json' },
  ],
  [
    'explain-log',
    'explain-log fw.log',
    {
      '--config': '-c web.yaml',
      '--catalog': '--catalog ./own.yaml',
      '--format': '--format markdown',
      '--zone': 'explain-log squid.log --zone +09:00',
    },
  ],
  ['explain-log', 'explain-log fw.log --catalog ./own.yaml', { '--with': '--with site=127.0.0.2' }],
  ['catalog list', 'catalog list', { '--format': '--format json' }],
  [
    'catalog show',
    'catalog show ./own.yaml',
    {
      '--with': '--with site=127.0.0.2',
      '--as-targets': '--as-targets',
      '--format': '--format json',
    },
  ],
  [
    'rules',
    'rules --for nsg -c other.yaml',
    {
      '--for': 'rules --for squid -c web.yaml',
      '--config': 'rules --for nsg -c web.yaml',
      '--catalog': 'rules --for nsg --catalog ./own.yaml --with site=10.0.0.7',
      '--only': 'rules --for nsg -c web.yaml --only near',
      '--missing': 'rules --for nsg --missing b.json',
      '--store': 'rules --for nsg --missing --store none.db',
    },
  ],
  ['rules', 'rules --for nsg --missing b.json', { '--cause': '--cause nothing' }],
  ['rules', 'rules --for nsg --catalog ./own.yaml', { '--with': '--with site=10.0.0.8' }],
  ['validate', 'validate', { '--config': '-c other.yaml', '--catalog': '--catalog ./own.yaml' }],
  ['validate', 'validate --catalog ./own.yaml', { '--with': '--with site=127.0.0.2' }],
  [
    'history',
    'history app/db',
    {
      '--config': '-c other.yaml',
      '--store': '--store none.db',
      '--limit': '--limit 1',
      '--format': '--format json',
    },
  ],
  [
    'incidents',
    'incidents',
    {
      '--config': '-c other.yaml',
      '--store': '--store none.db',
      '--open': '--open',
      '--explain': '--explain app/db',
      '--ack': '--ack nothing',
      '--limit': '--limit 1',
      '--format': '--format json',
    },
  ],
  [
    'alerts test',
    'alerts test -c other.yaml',
    {
      '--config': 'alerts test',
      '--channel': '--channel ops',
    },
  ],
  ['baseline', 'baseline a.json a.json a.json', { '--public': '--public' }],
  [
    'baseline',
    'baseline',
    {
      '--config': '-c other.yaml',
      '--store': '--store none.db',
      '--vantage': '--vantage nowhere',
      '--last': '--last 3',
    },
  ],
  [
    'diff',
    'diff r00000 r00005',
    {
      '--config': '-c other.yaml',
      '--store': '--store none.db',
      '--format': '--format json',
    },
  ],
  [
    'init',
    'init -o -',
    {
      '--from': '--from hosts.txt',
      '--azure-functions': '--azure-functions func-a --region japaneast',
      '--acr': '--acr contoso --region japaneast',
      '--arc': '--arc --region japaneast',
      '--google': '--google orders',
      '--out': 'init --from hosts.txt -o new.yaml',
      '--force': 'init --from hosts.txt -o new.yaml --force',
    },
  ],
  [
    'init',
    'init --google orders -o -',
    { '--region': '--region asia-northeast1', '--vip': '--vip restricted' },
  ],
]
