import { describe, expect, test } from 'vitest'
import type { TextExplanation } from '../../../shared/error-text/explanation.ts'
import { MEANINGS } from '../../../shared/error-text/meanings/table.ts'
import { explainText } from '../../../shared/traffic-log/explain-text.ts'
import { explainPage } from '../../../shared/view/explain.ts'
import { explanationSections, SAYS_NOTHING } from '../../../shared/view/explain-text.ts'
import { INDEX } from '../../fixtures/row-index.ts'
import { AGENT_NOTHING, AGENT_TEXTS } from './texts/agents.ts'
import { CLIENT_NOTHING, CLIENT_TEXTS } from './texts/clients.ts'
import { EDGES } from './texts/edges.ts'
import type { TextCase } from './texts/expected.ts'
import { FURTHER_NOTHING, FURTHER_TEXTS } from './texts/further.ts'
import { LANGUAGE_TEXTS } from './texts/languages.ts'
import { NOTHING_TEXTS } from './texts/nothing.ts'
import { PLATFORM_TEXTS } from './texts/platforms.ts'
import { PORTAL_TEXTS } from './texts/portals.ts'
import { PROGRAM_TEXTS } from './texts/programs.ts'
import { ANSWER_TEXTS, ROLE_NOTHING, ROLE_TEXTS } from './texts/roles.ts'
import { SYSTEM_TEXTS } from './texts/systems.ts'
import { THREAD_NOTHING, THREAD_TEXTS } from './texts/threads.ts'
import { HEALTHY_TEXTS, TOOL_NOTHING, TOOL_TEXTS } from './texts/tools.ts'

/** Each text is explained once. */
const EXPLAINED = new Map<string, TextExplanation>()

function explained(text: string): TextExplanation {
  const known = EXPLAINED.get(text) ?? explainText(text, INDEX)
  EXPLAINED.set(text, known)
  return known
}

/** Codes, hosts and capabilities that the answer names. */
function namedIn(text: string) {
  const { told, also, hosts, systems } = explained(text)
  const all = told === null ? also : [told, ...also]
  const peers = [...hosts, ...all.flatMap((one) => one.peers)]
  return {
    codes: all.flatMap((one) => [...one.failures, ...one.findings]) as string[],
    hosts: peers.flatMap(({ host, port }) => [host, `${host}:${port}`]),
    where: systems.map(({ capability }) => capability.id),
  }
}

function anyOf(wanted: readonly string[] | undefined, said: readonly string[]): boolean {
  return wanted === undefined || wanted.some((one) => said.includes(one))
}

function misses({ text, codes, hosts, where, not = [] }: TextCase) {
  const said = namedIn(text)
  return {
    codes: anyOf(codes, said.codes) ? null : said.codes,
    hosts: anyOf(hosts, said.hosts) ? null : said.hosts,
    where: anyOf(where, said.where) ? null : said.where,
    wrong: not.filter((one) => [...said.codes, ...said.where].includes(one)),
  }
}

const TEXTS = [
  ...PROGRAM_TEXTS,
  ...SYSTEM_TEXTS,
  ...LANGUAGE_TEXTS,
  ...PLATFORM_TEXTS,
  ...FURTHER_TEXTS,
  ...PORTAL_TEXTS,
  ...THREAD_TEXTS,
  ...TOOL_TEXTS,
  ...AGENT_TEXTS,
  ...CLIENT_TEXTS,
  ...ROLE_TEXTS,
  ...ANSWER_TEXTS,
]

describe('texts as people hold them', () => {
  test.for(TEXTS)('$text', (one) => {
    expect(misses(one)).toEqual({ codes: null, hosts: null, where: null, wrong: [] })
  })
})

describe('texts that say nothing about a network', () => {
  test.for([
    ...NOTHING_TEXTS,
    ...FURTHER_NOTHING,
    ...THREAD_NOTHING,
    ...TOOL_NOTHING,
    ...AGENT_NOTHING,
    ...CLIENT_NOTHING,
    ...ROLE_NOTHING,
  ])('%s', (text) => {
    const said = namedIn(text)
    expect({ codes: said.codes, where: said.where }).toEqual({ codes: [], where: [] })
    expect(explainPage(...explanationSections(explained(text)))).toContain(SAYS_NOTHING)
  })
})

test.for(HEALTHY_TEXTS)('no network is at fault, and nothing is to be checked: %s', (text) => {
  const { told, also, systems, check, lookFor } = explained(text)
  expect(told?.sentence).toMatch(/^No network fault/)
  expect({ findings: told?.findings, also, systems, check, lookFor }).toEqual({
    ...{ findings: [], also: [], systems: [], check: null, lookFor: [] },
  })
})

test.for([
  ['cache.corp.test:6379: [SSL] wrong version number (_ssl.c:1000)', 'tls://cache.corp.test:6379'],
  ['certificate verify failed: broker.corp.test:9094', 'tls://broker.corp.test:9094'],
  ['connection reset by peer: cache.corp.test:6379', 'tcp://cache.corp.test:6379'],
] as const)('a port is checked by TLS where the client spoke it: %s', ([text, url]) => {
  expect(explained(text).check).toBe(`perimeter check --url ${url}`)
})

test.for([
  ['telnet mail.corp.test 25', 'tcp://mail.corp.test:25'],
  ['smtplib.SMTPServerDisconnected: mail.corp.test', 'smtp://mail.corp.test/'],
  ["kinit: Cannot contact any KDC for realm 'CORP.TEST'", 'tcp://corp.test:88'],
  [
    'Npgsql.NpgsqlException: Exception while connecting\nHost=pg.corp.test',
    'postgres://pg.corp.test/',
  ],
  ['redis.exceptions.TimeoutError: rediss://a.redis.azure.net', 'tls://a.redis.azure.net:10000'],
  ['getaddrinfo ENOTFOUND a.corp.test\nconnect ECONNREFUSED 10.1.0.6:5432', 'https://a.corp.test/'],
  ['SYN-SENT 0 1 10.2.0.4:51514 10.1.0.5:8443', 'tcp://10.1.0.5:8443'],
  ['tcp 0 1 10.2.0.4:51514 10.1.0.5:443 SYN_SENT', 'https://10.1.0.5/'],
  ['TCP    10.2.0.4:51514    10.1.0.5:443    SYN_SENT', 'https://10.1.0.5/'],
  ['azure-sdk/azblob: github.com/Azure/azblob.newStorageError a.corp.test', 'https://a.corp.test/'],
  ['chronyd[812]: Could not resolve address of ntp.corp.test', 'ntp://ntp.corp.test/'],
  ['rsync: failed to connect to a.corp.test', 'tcp://a.corp.test:873'],
  ['iscsiadm: cannot make connection to 10.1.2.9', 'tcp://10.1.2.9:3260'],
  ['MongoNetworkError: a.mongo.cosmos.azure.com', 'tls://a.mongo.cosmos.azure.com:10255'],
] as const)('whose words they are tells what to ask: %s', ([text, url]) => {
  expect(explained(`${text}\nconnection timed out`).check).toBe(`perimeter check --url ${url}`)
})

test.for([
  ['no pg_hba.conf entry for host "20.1.2.3", user "a"', '20.1.2.3'],
  ["Host '10.2.0.4' is not allowed to connect to this MySQL server", '10.2.0.4'],
  ['450 4.7.1 Client host rejected: cannot find your hostname, [20.1.2.3]', '20.1.2.3'],
  ['"hops":[{"type":"Source","address":"10.2.0.4"},{"type":"Internet"}]', '10.2.0.4'],
  ['"hops":[{"address":"10.2.0.4","id":"x","type":"Source"}]', '10.2.0.4'],
  ['[authz_core:error] [client 45.1.2.3:51234] AH01630: client denied by server', '45.1.2.3'],
  ['warmup: from 10.0.1.4:52110: 1.75ms', '10.0.1.4'],
  ['fail2ban.actions [1]: NOTICE [sshd] Ban 45.1.2.3', '45.1.2.3'],
  ["Aborted connection 12 to db: 'o' user: 'a' host: '10.2.0.4' (Got timeout reading)", '10.2.0.4'],
  ['554 5.7.1 Service unavailable; Client host [20.1.2.3] blocked using a list', '20.1.2.3'],
] as const)('the caller is no target: %s', ([text, host]) => {
  expect(explained(text).hosts).toMatchObject([{ host, role: 'source' }])
  expect(explained(text).check).toBeNull()
})

test('an address that ends a sentence keeps its role', () => {
  const text = 'Using degraded feature set UDP instead of UDP+EDNS0 for DNS server 10.0.0.53.'
  expect(explained(text).hosts).toMatchObject([{ host: '10.0.0.53', role: 'resolver' }])
  const proxied = 'WinHttpSendRequest failed: 12029; proxy=http://10.20.0.5:3128'
  expect(explained(proxied).hosts).toMatchObject([{ host: '10.20.0.5', role: 'proxy' }])
})

test('a reset on the port of SSH is laid to no reader of server names', () => {
  const left = (port: number) =>
    explained(`Connection reset by 10.1.0.5 port ${port}`).told?.leavesOpen
  expect(left(22)).not.toContain('server name')
  expect(left(443)).toContain('server name')
})

/** All that is said of a text, but for the sentences of the table of meanings. */
function whole(text: string): string {
  const { told, also, hosts, systems, notes, lookFor, check, refusal } = explained(text)
  const peer = ({ host, port, role, address }: (typeof hosts)[number]) =>
    `${host}:${port ?? '-'} ${role}${address === null ? '' : ` (${address})`}`
  const failures = [...(told === null ? [] : [told]), ...also].map(
    (one) =>
      `${one.layer} | ${one.sentence.slice(0, 50)} | ${one.findings.join()} | ${one.words} | ${one.peers.map(peer).join(', ')}`,
  )
  return [
    text.replaceAll(/\s+/g, ' ').slice(0, 100),
    ...failures,
    ...(hosts.length === 0 ? [] : [`hosts ${hosts.map(peer).join(', ')}`]),
    ...(systems.length === 0
      ? []
      : [
          systems
            .map(({ capability, host }) => `${capability.id}${host === null ? '' : '*'}`)
            .join(' '),
        ]),
    ...notes.map(({ misleads }) => `misleads: ${misleads.slice(0, 60)}`),
    ...lookFor.map((one) => `look for ${one.slice(0, 60)}`),
    ...(check === null ? [] : [check]),
    ...(refusal === null ? [] : [`refused by ${refusal.who}, ${refusal.id}`]),
  ].join('\n  ')
}

// After a change of words: npx vitest run test/shared/error-text -u, and read what changed.
test('what is said of each text is as it was', async () => {
  const all = TEXTS.map(({ text }) => whole(text))
  await expect(`${all.join('\n')}\n`).toMatchFileSnapshot('said.txt')
})

test('what is said at the edges of the reading is as it was', async () => {
  const needed = ({ needs }: TextExplanation) =>
    needs === null ? '' : `\n  needs what is checked by ${needs.check}`
  const all = EDGES.map((text) => `${whole(text)}${needed(explained(text))}`)
  await expect(`${all.join('\n')}\n`).toMatchFileSnapshot('edges.txt')
})

test('an entry of a log that tells of no decision leads to the log that does', () => {
  const entry = {
    logName: 'projects/p/logs/compute.googleapis.com%2Fvpc_flows',
    jsonPayload: { connection: { dest_ip: '199.36.153.5', dest_port: 443, src_ip: '10.8.0.7' } },
  }
  const said = explainText(JSON.stringify(entry), INDEX)
  expect(said.told).toBe(null)
  expect(said.lookFor[0]).toMatch(/^VPC flow log: .*Firewall Rules Logging tells$/)
})

describe('what a text tells is not left open', () => {
  const OPENED = 'verify error:num=19:self-signed certificate in certificate chain\n'
  test.for([
    [
      `${OPENED} 0 s:CN = a.contoso.test\n   i:O = Contoso, CN = Inspection CA`,
      'O = Contoso, CN = Inspection CA',
    ],
    [
      'curl: (60) SSL certificate problem: self-signed certificate\n*  issuer: CN=Corp Root',
      'CN=Corp Root',
    ],
    [
      'x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "Corp Root")',
      'Corp Root',
    ],
  ] as const)('%s', ([text, issuer]) => {
    const told = explainText(text, INDEX).told
    expect(told?.sentence).toBe(`${MEANINGS.untrusted.says} It was signed by ${issuer}.`)
    expect(told?.leavesOpen).not.toContain('who signed')
  })
  test('nor which resolver was asked', () => {
    const text = 'dial tcp: lookup a.contoso.test on 10.0.0.10:53: no such host'
    expect(explainText(text, INDEX).told?.leavesOpen).toBe(
      'whether a private zone or public DNS gave the answer',
    )
  })
})

describe('what to check where the text has no host', () => {
  test.for([
    ['mount error(115): Operation now in progress', 'tcp://HOST:445'],
    ['mount.nfs: Connection timed out', 'tcp://HOST:2049'],
    ["Can't connect to MySQL server on 'db' (110)", 'mysql://HOST/'],
    ['curl: (28) Connection timed out', 'https://HOST/'],
    ["Login failed for user 'app'.", null],
    ['connect ECONNREFUSED 127.0.0.1:5432', null],
  ] as const)('%s: %s', ([text, url]) => {
    const said = explainText(text, INDEX)
    expect([said.ask, said.check]).toEqual([url, null])
  })
})

test('a failure that was tried again with success is told as that', () => {
  const failed = "WARNING: Retrying (Retry(total=4)) after connection broken by 'ReadTimeoutError'"
  const notes = (text: string) => explainText(text, INDEX).notes.map(({ misleads }) => misleads)
  expect(notes(`${failed}\nSuccessfully installed flask-3.0.3`)).toEqual([
    expect.stringContaining('went through in the end'),
  ])
  expect(notes(failed)).toEqual([])
})

describe('a server that failed itself', () => {
  const OWN_CALL = 'server could not call'
  const FAILED = 'server failed'
  test.for([
    ['HTTP 500: An error occurred while sending the request', OWN_CALL],
    ['Deployment failed. Status: 500 "An error occurred while sending the request."', OWN_CALL],
    ['POST https://api.contoso.com/v1/orders returned 500: HttpRequestException', OWN_CALL],
    ['500 Internal Server Error {"error":"TypeError: fetch failed"}', OWN_CALL],
    ['Response status code does not indicate success: 500 (Internal Server Error).', FAILED],
    ['The remote server returned an error: (500) Internal Server Error.', FAILED],
    ['curl: (22) The requested URL returned error: 500', FAILED],
    ['https://api.contoso.com/v1/orders returned 500', FAILED],
    ['HTTP 404 Not Found', 'status unexpected'],
    ['Response status code does not indicate success: 404 (Not Found).', 'status unexpected'],
  ] as const)('%s: %s', ([text, meaning]) => {
    expect(explainText(text, INDEX).told?.sentence).toBe(MEANINGS[meaning].says)
  })
  test('a call that the words of a server name outdoes its status', () => {
    const { told } = explainText('HTTP 500: getaddrinfo ENOTFOUND db.contoso.com', INDEX)
    expect(told?.failures).toContain('dns_nxdomain_error')
  })
  test('what a deployment says so is found by its words, and not of a stranger', () => {
    const words = '500: An error occurred while sending the request.'
    expect(namedIn(`HTTP ${words}`).where).toContain('azure-functions/deploy')
    expect(namedIn(`https://api.contoso.com/v1/orders ${words}`).where).toEqual([])
  })
  test.for(['the query returned 500 rows', 'it returned 500 (of 900) files'])(
    '%s: nothing',
    (text) => {
      expect(explainText(text, INDEX).told).toBeNull()
    },
  )
})
