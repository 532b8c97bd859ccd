import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { GOOGLE_LINES } from './google-lines.ts'
import { LINES, NOTHING, row, UNKNOWN, UNREAD } from './lines.ts'
import { MORE_LINES } from './more-lines.ts'
import { DOCUMENTED_AS, read, short } from './read.ts'
import { SIBLING_LINES } from './sibling-lines.ts'

const arc = (level: string, text: string) =>
  `time=2024-07-17T04:28:34.776-07:00 level=${level} msg="${text}"`
const ARC = arc('INFO', 'P:2:C:14 127.0.0.1:50089 --> je.his.arc.azure.com:443 on HTTP-1.1')

/** All that is read from a line: its entries, or what else became of it. */
function whole(line: string): string {
  const { entries, tally } = read(line)
  const told = entries.map(
    (one) =>
      `  ${short(one)} | ${one.format} | ${one.count} from ${one.source} at ${one.at} | ${one.reason} | ${one.note}`,
  )
  const { ignored, unread, malformed } = tally
  const rest = Object.entries({ ignored, unread, malformed: malformed.count })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `  ${name}: ${count}`)
  return [...told, ...rest].join('\n')
}

describe('LogReader', () => {
  test.for([...LINES, ...MORE_LINES, ...GOOGLE_LINES])('%s', ([line, expected]) => {
    const { entries, tally } = read(line)
    if (expected === NOTHING) expect(tally).toMatchObject({ ignored: 1, malformed: { count: 0 } })
    else if (expected === UNKNOWN) expect(tally).toMatchObject({ malformed: { count: 1 } })
    else if (expected === UNREAD)
      expect(tally).toMatchObject({ unread: 1, malformed: { count: 0 } })
    const nothing: readonly string[] = [NOTHING, UNKNOWN, UNREAD]
    expect(entries.slice(0, 1).map(short)).toEqual(nothing.includes(expected) ? [] : [expected])
  })

  test('every part of every entry is as it was', async () => {
    const told = [...LINES, ...MORE_LINES, ...GOOGLE_LINES]
      .map(([line]) => line)
      .concat(SIBLING_LINES)
      .map((line) => `${line}\n${whole(line)}\n`)
    await expect(told.join('\n')).toMatchFileSnapshot('entries.txt')
  })

  test.for(Object.entries(DOCUMENTED_AS))('%s has lines, and is documented', ([id, name]) => {
    const formats = [
      ...[...LINES, ...MORE_LINES, ...GOOGLE_LINES].map(([line]) => line),
      ARC,
    ].flatMap((line) => read(line).entries.map((e) => e.format))
    expect(formats).toContain(id)
    expect(readFileSync('docs/explain-log.md', 'utf8')).toContain(name)
  })

  test('reads time, source and the log’s reason', () => {
    const { entries } = read(
      [
        row({
          Protocol: 'HTTPS',
          SourceIp: '10.0.0.4',
          Fqdn: 'a.example',
          Action: 'Deny',
          Policy: 'p',
          RuleCollection: 'c',
          Rule: 'r',
        }),
        '1721278361.538 0 192.0.2.127 TCP_DENIED/403 3999 CONNECT aka.ms:443 - HIER_NONE/- text/html',
        'HTTPS request from 10.0.0.4:1 to a.example:443. Action: Deny. No rule matched. Proceeding with default action',
      ].join('\n'),
    )
    expect(entries.map((e) => [e.at, e.source, e.reason])).toEqual([
      [Date.parse('2026-11-20T10:00:00.123Z'), '10.0.0.4', 'p / c / r'],
      [1_721_278_361_538, '192.0.2.127', 'TCP_DENIED/403'],
      [null, '10.0.0.4', 'No rule matched. Proceeding with default action'],
    ])
  })

  test('a row of an aggregation stands for as many requests as it says', () => {
    const { entries } = read(
      row({ Fqdn: 'a.example', Action: 'Deny', Protocol: 'HTTPS', ApplicationRuleCount: 37 }),
    )
    expect(entries[0]?.count).toBe(37)
  })

  test('arcproxy.log: the way comes with the line that ends the connection', () => {
    const { entries } = read(
      [
        arc('INFO', 'P:2:C:14 127.0.0.1:50089 --> je.his.arc.azure.com:443 on HTTP-1.1'),
        arc('INFO', 'P:2:C:15 127.0.0.1:50090 --> gbl.his.arc.azure.com:443 on HTTP-1.1'),
        arc('INFO', 'P:2:C:16 127.0.0.1:50091 --> never.example.com:443 on HTTP-1.1'),
        arc('INFO', 'P:2:C:17 127.0.0.1:50092 --> refused.example.com:443 on HTTP-1.1'),
        arc('INFO', 'P:2:C:15 done via proxy bytes ->:542, <-:5805'),
        arc('INFO', 'P:2:C:14 done via gatewayh1 bytes ->:2290, <-:5576'),
        arc('ERROR', 'P:2:C:17 in words that nobody has written down'),
        arc('INFO', 'service started'),
      ].join('\r\n'),
    )
    expect(entries.map(short)).toEqual([
      'allowed https gbl.his.arc.azure.com:443 via proxy',
      'allowed https je.his.arc.azure.com:443 via gateway',
      'failed https refused.example.com:443',
      'unknown https never.example.com:443',
    ])
    expect(entries[2]?.reason).toBe('P:2:C:17 in words that nobody has written down')
  })

  test('arcproxy.log: numbers begin again at a restart, and what was open is left unfinished', () => {
    const { entries } = read(
      [
        arc('INFO', 'P:2:C:14 127.0.0.1:50089 --> first.example.com:443 on HTTP-1.1'),
        arc('INFO', 'P:2:C:14 127.0.0.1:50090 --> second.example.com:443 on HTTP-1.1'),
        arc('INFO', 'P:2:C:14 done via proxy bytes ->:542, <-:5805'),
      ].join('\n'),
    )
    expect(entries.map(short)).toEqual([
      'unknown https first.example.com:443',
      'allowed https second.example.com:443 via proxy',
    ])
  })

  test.for([
    ['Get "https://a.example.com/": Forbidden', 'denied https a.example.com:443'],
    ['Get "https://a.example.com/": dial tcp 10.0.0.1:443: connect: connection refused', 'failed'],
    ['Get "https://a.example.com/": Proxy Authentication Required', 'challenged'],
  ] as const)('an error line that says %s', ([line, expected]) => {
    const { entries } = read(`2024-07-17T04:28:34Z ERROR ${line}`)
    expect(entries.map(short).join()).toContain(expected)
  })

  test('Log Analytics exports: header, quotes, the portal’s times; another header later', () => {
    const { entries, tally } = read(
      [
        '\uFEFF"TimeGenerated [UTC]",Action,Fqdn,DestinationPort,Protocol,SourceIp,ActionReason',
        '"11/22/2026, 6:16:14.123 AM",Deny,pypi.org,443,HTTPS,10.0.0.4,"No rule, ""none"", matched"',
        '"11/22/2026, 6:16:15.000 PM",Allow,aka.ms,443,HTTPS,10.0.0.4,',
        'too,few',
        'TimeGenerated,Category,msg_s',
        '2026-11-22T06:16:16Z,AzureFirewallNetworkRule,TCP request from 10.0.0.4:1 to 10.1.0.5:1433. Action: Deny.',
      ].join('\n'),
    )
    expect(entries.map(short)).toEqual([
      'denied https pypi.org:443',
      'allowed https aka.ms:443',
      'denied tcp 10.1.0.5:1433',
    ])
    expect(entries[0]).toMatchObject({
      at: Date.UTC(2026, 10, 22, 6, 16, 14, 123),
      reason: 'No rule, "none", matched',
    })
    expect(entries[2]?.at).toBe(Date.UTC(2026, 10, 22, 6, 16, 16))
    expect(tally.malformed).toEqual({ count: 1, first: [{ line: 4, text: 'too,few' }] })
  })

  describe('rows of a table with quoted line breaks', () => {
    const header = 'Action,Fqdn,DestinationPort,Protocol,ActionReason'
    const good = 'Allow,aka.ms,443,HTTPS,'

    test.for([
      ['a line break', 'Deny,pypi.org,443,HTTPS,"No rule\nmatched"'],
      ['line breaks of Windows', 'Deny,pypi.org,443,HTTPS,"No rule\r\n\r\nmatched"\r'],
      ['what looks like other records', 'Deny,pypi.org,443,HTTPS,"{\n  ""a"": [1,\n2]\n}"'],
    ])('%s', ([, row = '']) => {
      const text = [header, row, good].join('\n')
      for (const size of [text.length, 1, 7]) {
        const { entries, tally } = read(text, size)
        expect(entries.map(short)).toEqual([
          'denied https pypi.org:443',
          'allowed https aka.ms:443',
        ])
        expect(tally.malformed.count).toBe(0)
      }
    })

    test('a row with a field too many is not read as shifted', () => {
      const { entries, tally } = read([header, `${good}x,y`, good].join('\n'))
      expect(entries.map(short)).toEqual(['allowed https aka.ms:443'])
      expect(tally.malformed.count).toBe(1)
    })

    test('an empty first field keeps its place', () => {
      const { entries } = read(`TenantId,${header}\n,${good}`)
      expect(entries.map(short)).toEqual(['allowed https aka.ms:443'])
    })

    test.for([
      'Deny,pypi.org,443,HTTPS,"open',
      'Deny,"pypi"x.org,443,HTTPS,',
      'Deny,py"pi.org,443,HTTPS,"a"b',
    ])('a quote where none may be harms its own row only: %s', (row) => {
      const { entries, tally } = read([header, row, good, good].join('\n'))
      expect(entries.map(short)).toEqual(Array(2).fill('allowed https aka.ms:443'))
      expect(tally.malformed.first).toEqual([{ line: 2, text: row }])
    })

    test('objects after a table are read as such', () => {
      const objects = JSON.stringify([
        {
          category: 'AZFWApplicationRule',
          properties: {
            Fqdn: 'a.example',
            Action: 'Deny',
            Protocol: 'HTTPS',
            DestinationPort: 443,
          },
        },
        {
          category: 'AZFWApplicationRule',
          properties: {
            Fqdn: 'b.example',
            Action: 'Deny',
            Protocol: 'HTTPS',
            DestinationPort: 443,
          },
        },
      ])
      const { entries, tally } = read([header, good, objects].join('\n'))
      expect(entries).toHaveLength(3)
      expect(tally.malformed.count).toBe(0)
    })
  })

  test('JSON in any layout: lines, arrays over many lines, envelopes; cut off; beside other formats', () => {
    const records = ['a', 'b', 'c'].map((name) => ({
      category: 'AZFWApplicationRule',
      properties: {
        Fqdn: `${name}.example`,
        Action: 'Deny',
        Protocol: 'HTTPS',
        DestinationPort: 443,
        ActionReason: 'a "quoted" } text, \\',
      },
    }))
    const text = [
      JSON.stringify(records),
      JSON.stringify(records, null, 2),
      JSON.stringify({ records }),
      JSON.stringify({ records }, null, 2),
      records.map((record) => JSON.stringify(record)).join(''),
      '{"category": "AZFWApplicationRule", "properties": {"Fqdn": "cut.exam',
      ' Error: 2 slow.example. A: i/o timeout',
      '{"category": "AZFWApplicationRule",',
      'UDP request from 10.0.0.4:1 to 10.1.0.5:53. Action: Deny.',
      '{',
      '  "category": "AZFWApplicationRule",',
      JSON.stringify(records[0]),
    ].join('\n')
    const whole = read(text)
    const names = ['a', 'b', 'c'].map((name) => `denied https ${name}.example:443`)
    expect(whole.entries.map(short)).toEqual([
      ...Array.from({ length: 5 }, () => names).flat(),
      'failed dns slow.example:53',
      'denied udp 10.1.0.5:53',
      'denied https a.example:443',
    ])
    expect(whole.tally.malformed.count).toBe(3)
    for (const size of [1, 7, 64]) expect(read(text, size)).toEqual(whole)
  })

  test('a malformed line has its number, and the first few are kept', () => {
    const { tally } = read(['', 'one', '', ...Array.from({ length: 20 }, () => 'more')].join('\n'))
    expect(tally.malformed.count).toBe(21)
    expect(tally.malformed.first.map((m) => m.line)).toEqual([2, 4, 5, 6, 7])
  })

  test('an endless line is one malformed record, and what follows is read', () => {
    const good = 'TCP request from 10.0.0.4:1 to 10.1.0.5:1433. Action: Deny.'
    const { entries, tally } = read(
      `${'x'.repeat(5_000_000)}\n${good}\n{"a":"${'y'.repeat(5_000_000)}"}\n${good}`,
      65_536,
    )
    expect(entries).toHaveLength(2)
    expect(tally.malformed.count).toBe(2)
  })
})
