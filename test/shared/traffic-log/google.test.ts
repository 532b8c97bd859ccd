import { describe, expect, test } from 'vitest'
import { EMPTY_BOOK } from '../../../shared/address/book.ts'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { rowsOfCatalog } from '../../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../../shared/catalog/row-index.ts'
import { explainLog } from '../../../shared/traffic-log/explain.ts'
import { FlowTable } from '../../../shared/traffic-log/flows.ts'
import { logInText } from '../../../shared/traffic-log/log-in-text.ts'
import { logBlocks } from '../../../shared/view/log-blocks.ts'
import { entryOf, nat, violation } from './google-lines.ts'
import { read } from './read.ts'

const firewall = (disposition: string) =>
  entryOf('compute.googleapis.com/firewall', {
    jsonPayload: {
      connection: { src_ip: '10.8.0.7', dest_ip: '199.36.153.5', dest_port: 443, protocol: 6 },
      rule_details: { direction: 'EGRESS', reference: 'network:n/firewall:f' },
      disposition,
    },
  })
const dns = (responseCode: string) =>
  entryOf('dns.googleapis.com/dns_queries', {
    jsonPayload: { queryName: 'a.pkg.dev.', responseCode, target_type: 'private-zone' },
  })

/** Reason and note of the first entry. */
function said(text: string): string {
  const [entry] = read(text).entries
  return `${entry?.reason}; ${entry?.note}`
}

describe('logs of Google', () => {
  test('a violation names perimeter, reason, principal and id, and the query that finds it', () => {
    const text = said(violation())
    expect(text).toContain('perimeter accessPolicies/1/servicePerimeters/prod egress')
    expect(text).toContain('from projects/111 to projects/222')
    expect(text).toContain('RESOURCES_NOT_IN_SAME_SERVICE_PERIMETER')
    expect(text).toContain('as orders@p1.iam.gserviceaccount.com')
    expect(text).toContain('the network path works')
    expect(text).toContain(
      `gcloud logging read 'protoPayload.metadata.vpcServiceControlsUniqueId="AbCd-1234_x"' --project=p1`,
    )
  })

  test.for([
    ['a perimeter answers', violation(), /403/],
    ['a firewall is silent', firewall('DENIED'), /^(?!.*are answered with 403)/],
  ] as const)('what the user sees: %s', ([, text, expected]) => {
    const { entries, tally } = read(text)
    const table = new FlowTable()
    for (const entry of entries) table.add(entry)
    const index = new RowIndex(CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked))
    const { needed } = logBlocks(
      explainLog({ flows: table.flows, beyond: 0, tally }, index, EMPTY_BOOK),
    )
    const symptoms = needed.flatMap(({ breaks }) => breaks.map(({ symptom }) => symptom))
    expect(symptoms.length).toBeGreaterThan(0)
    for (const symptom of symptoms) expect(symptom).toMatch(expected)
  })

  test('a dry run is no denial, and says what will be one', () => {
    expect(said(violation({ dryRun: true }))).toMatch(/^null; denied as soon as the dry run/)
  })

  test('nothing of a log breaks out of a command', () => {
    const hostile = `x'; touch /tmp/broken; '`
    expect(said(violation({ vpcServiceControlsUniqueId: hostile }))).not.toContain('gcloud')
    const gateway = { gateway_name: hostile, router_name: 'r', region: 'asia-northeast1' }
    const [dropped] = read(nat('DROPPED', { gateway_identifiers: gateway })).entries
    expect(dropped?.note).toContain('nats update NAT --router=ROUTER')
  })

  test('a dropped allocation names the gateway and the command', () => {
    const text = said(nat('DROPPED'))
    expect(text).toContain('Cloud NAT nat had no port left for worker-1')
    expect(text).toContain('nats update nat --router=router --region=asia-northeast1')
    expect(said(nat('OK'))).toBe('null; null')
  })

  test.for([
    ['NXDOMAIN', 'private-zone', 'add the record, or a wildcard, to this zone'],
    ['SERVFAIL', 'forwarding-zone', '35.199.192.0/19'],
    ['NXDOMAIN', 'external', 'null'],
    ['NOERROR', 'private-zone', 'null'],
  ])('%s of %s: %s', ([responseCode, target_type, expected]) => {
    const payload = { queryName: 'a.pkg.dev.', responseCode, target_type, target_name: 'z' }
    const [entry] = read(
      entryOf('dns.googleapis.com/dns_queries', { jsonPayload: payload }),
    ).entries
    expect(String(entry?.note)).toContain(expected)
  })

  test('logs without a decision are counted by their names', () => {
    const flow = entryOf('compute.googleapis.com/vpc_flows', { jsonPayload: { reporter: 'SRC' } })
    const { tally } = read(`[${flow},\n${flow}]`)
    expect(tally).toMatchObject({ unread: 2, undecided: { 'VPC flow log': 2 } })
  })

  test('arrays, one a line and indented are the same', () => {
    const indented = JSON.stringify([JSON.parse(violation()), JSON.parse(nat('DROPPED'))], null, 2)
    const lines = `${violation()}\n${nat('DROPPED')}\n`
    expect(read(indented, 100).entries).toEqual(read(lines).entries)
    expect(read(lines).entries).toHaveLength(2)
  })

  test.for<readonly [string, string]>([
    [violation(), 'denied by perimeter'],
    [nat('DROPPED'), 'path dropped'],
    [dns('NXDOMAIN'), 'no such name'],
    [dns('SERVFAIL'), 'resolver failed'],
  ])('pasted, an entry says: %#', ([text, shows]) => {
    const { says } = logInText(text)
    expect(says.map((one) => one.shows)).toEqual([shows])
    expect(says[0]?.source).toContain('docs.cloud.google.com')
  })

  test('pasted, 200,000 characters are read: more is a log, and for explain-log', () => {
    const entry = `\n${violation()}`
    expect(logInText('x'.repeat(200_000 - entry.length) + entry).records).toBe(1)
    expect(logInText('x'.repeat(200_001 - entry.length) + entry).records).toBe(0)
  })

  test('times of BigQuery are UTC', () => {
    const row = { timestamp: '2026-11-20 10:00:00.5', logName: 'x', jsonPayload: null }
    const audit = JSON.parse(violation()).protoPayload
    const { entries } = read(
      JSON.stringify({
        ...row,
        protopayload_auditlog: {
          ...audit,
          metadata: undefined,
          metadataJson: JSON.stringify(audit.metadata),
        },
      }),
    )
    expect(entries[0]?.at).toBe(Date.parse('2026-11-20T10:00:00.5Z'))
  })
})
