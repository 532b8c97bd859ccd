import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReceiverAddress } from '../../../shared/config/receivers.ts'
import { RECEIVER_KINDS, type ReceiverKind } from '../../../shared/config/receivers.ts'
import { requestFor } from '../../../shared/notify/request.ts'
import { HOSTILE, notice } from './notification.ts'

const NOW = new Date('2026-11-22T00:10:00.500Z')
const URLS = { slack: 'https://hooks.example/s', teams: 'https://flow.example/t?sig=x' }

function requestOf(receiver: ReceiverAddress, notification = notice()) {
  const channel = {
    name: 'c',
    on: ['fail' as const],
    targets: null,
    capabilities: null,
    bundles: true,
    receiver,
  }
  const request = requestFor(notification, channel, NOW)
  return { ...request, json: JSON.parse(request.body) }
}

const SLACK = { kind: 'slack', url: URLS.slack } as const
const TEAMS = { kind: 'teams', url: URLS.teams } as const
const PAGERDUTY = {
  kind: 'pagerduty',
  url: 'https://events.example/v2',
  key: 'k'.repeat(32),
} as const
const WEBHOOK = { kind: 'webhook', url: 'https://hook.example/', secret: 's3cret' } as const
const EACH = {
  slack: SLACK,
  teams: TEAMS,
  pagerduty: PAGERDUTY,
  webhook: WEBHOOK,
} as const satisfies Record<ReceiverKind, unknown>
const ALL = Object.values(EACH)

test.for(RECEIVER_KINDS)('%s is documented', (kind) => {
  expect(readFileSync('docs/alerts.md', 'utf8')).toContain(`${kind}:`)
})

const MESSAGES = (
  ['opened', 'worsened', 'reminded', 'flapping', 'closed', 'silent', 'test'] as const
).map((what) => notice(what))

test('the whole request of each receiver for each kind of notification', async () => {
  const lines = ALL.flatMap((receiver) =>
    MESSAGES.map((message) => {
      const { json, body: _, headers, method, url } = requestOf(receiver, message)
      const { 'webhook-signature': signed, ...others } = headers
      const shown = { ...others, ...(signed && { 'webhook-signature': 'SIGNED' }) }
      return `${receiver.kind}, ${message.what}\n${[{ method, url }, shown, json].map((part) => JSON.stringify(part)).join('\n')}\n`
    }),
  )
  await expect(lines.join('\n')).toMatchFileSnapshot('requests.txt')
})

describe('requestFor()', () => {
  test.for(ALL)('$kind gets a POST of JSON with the idempotency key', (receiver) => {
    const { method, url, headers, json } = requestOf(receiver)
    expect({ method, url }).toEqual({ method: 'POST', url: receiver.url })
    expect(headers['content-type']).toContain('json')
    expect(headers['idempotency-key']).toBe(notice().id)
    expect(json).toBeTypeOf('object')
  })

  test.for(ALL)('$kind gets no character that hides or reorders', (receiver) => {
    const { body } = requestOf(receiver, notice('opened', HOSTILE))
    for (const hidden of ['\u202e', '\\u202e', '\u001b', '\\u001b']) {
      expect(body).not.toContain(hidden)
    }
    expect(body).toContain('\\\\u{202e}')
  })

  test.for(ALL)('$kind is within its limits, whatever the text', (receiver) => {
    for (const filler of ['x', '<', '日', '😀', '"']) {
      const { body, json } = requestOf(receiver, notice('opened', filler.repeat(20_000)))
      expect(Buffer.byteLength(body)).toBeLessThan(receiver.kind === 'teams' ? 28_000 : 200_000)
      if (receiver.kind !== 'slack') continue
      expect(json.blocks.length).toBeLessThanOrEqual(50)
      expect(json.blocks[0].text.text.length).toBeLessThanOrEqual(150)
      for (const { text } of json.blocks.slice(1, -1)) {
        expect(text.text.length).toBeLessThanOrEqual(3000)
      }
    }
  })
})

describe('slack', () => {
  test('text is plain, with entities, so that nothing in it acts', () => {
    const { json } = requestOf(SLACK, notice('opened', HOSTILE))
    expect(json.text).toContain('&lt;!channel&gt; &lt;@U1&gt;')
    expect(json.text).not.toContain('<')
    const types = json.blocks.slice(0, -1).map((b: { text: { type: string } }) => b.text.type)
    expect(new Set(types)).toEqual(new Set(['plain_text']))
  })

  test('nothing that a message links to is fetched by Slack', () => {
    expect(requestOf(SLACK).json).toMatchObject({ unfurl_links: false, unfurl_media: false })
  })

  test('links are the page and the background', () => {
    const { json } = requestOf(SLACK)
    expect(json.blocks.at(-1).elements[0].text.replace(/-[0-9a-f]{10}\|/, '-ID|')).toBe(
      '<https://perimeter.example/api/incidents?id=20261122T000510-dns-resolver-unreachable-ID|Incident>  <https://example.com/docs|Background>',
    )
  })
})

test('a link of slack is not cut by what stands in it', () => {
  const href = 'https://example.com/a|b?c=<d>&e=1'
  const made = notice()
  const links = [{ text: 'Page', href }]
  const { json } = requestOf(SLACK, { ...made, payload: { ...made.payload, links } })
  expect(json.blocks.at(-1).elements[0].text).toContain(
    '<https://example.com/a%7Cb?c=%3Cd%3E&amp;e=1|Page>',
  )
})

test('teams gets an Adaptive Card whose text knows no Markdown', () => {
  const { json } = requestOf(TEAMS, notice('opened', HOSTILE))
  const [{ contentType, content }] = json.attachments
  expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
  expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' })
  expect(new Set(content.body.map((b: { type: string }) => b.type))).toEqual(
    new Set(['RichTextBlock']),
  )
  expect(content.actions[0]).toMatchObject({ type: 'Action.OpenUrl' })
})

test.for([
  { lines: [3000, 3000], more: false },
  { lines: [3000, 3001], more: true },
  { lines: [3000, 3001, 1], more: true },
])('teams gets the first lines that fit, and is told of the rest: $lines', ({ lines, more }) => {
  const text = lines.map((length) => 'x'.repeat(length)).join('\n')
  const made = notice()
  const { json } = requestOf(TEAMS, { ...made, payload: { ...made.payload, text } })
  const [, ...shown] = json.attachments[0].content.body
  expect(shown.map((b: { inlines: { text: string }[] }) => b.inlines[0]?.text)).toEqual(
    more ? ['x'.repeat(3000), 'The incident has more.'] : text.split('\n'),
  )
})

describe('pagerduty', () => {
  test.for([
    ['opened', 'trigger'],
    ['worsened', 'trigger'],
    ['reminded', 'trigger'],
    ['flapping', 'trigger'],
    ['closed', 'resolve'],
    ['silent', 'resolve'],
  ] as const)('%s is %s of the alert with the id of the incident', ([what, action]) => {
    const { json } = requestOf(PAGERDUTY, notice(what))
    expect(json).toMatchObject({
      routing_key: PAGERDUTY.key,
      event_action: action,
      dedup_key: notice().incident,
    })
    expect(json.dedup_key.length).toBeLessThanOrEqual(255)
  })

  test('summary, source and severity are there', () => {
    const { json } = requestOf(PAGERDUTY)
    expect(json.payload).toMatchObject({
      summary: expect.stringContaining('dns-resolver-unreachable'),
      severity: 'critical',
      component: '10.0.0.4:53',
      class: 'dns-resolver-unreachable',
    })
  })
})

describe('webhook', () => {
  test('gets a CloudEvent 1.0', () => {
    const { json, headers } = requestOf(WEBHOOK)
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    expect(json).toMatchObject({
      specversion: '1.0',
      id: notice().id,
      source: '/perimeter/prod-japaneast',
      type: 'perimeter.incident.opened',
      subject: notice().incident,
      time: notice().createdAt,
      data: { what: 'opened', severity: 'fail', incident: { code: 'dns-resolver-unreachable' } },
    })
    expect(json.data.incident).not.toHaveProperty('log')
  })

  test.for([
    { secret: 's3cret', key: 's3cret' },
    { secret: `whsec_${Buffer.from('bytes').toString('base64')}`, key: 'bytes' },
  ])('is signed by $secret over id, time and body', ({ secret, key }) => {
    const { headers, body } = requestOf({ ...WEBHOOK, secret })
    const signed = `${notice().id}.1795306200.${body}`
    expect(headers['webhook-id']).toBe(notice().id)
    expect(headers['webhook-timestamp']).toBe('1795306200')
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    )
  })

  test('without a secret has no signature', () => {
    const { headers } = requestOf({ ...WEBHOOK, secret: null })
    expect(headers).not.toHaveProperty('webhook-signature')
  })
})
