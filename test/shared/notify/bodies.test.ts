import { describe, expect, test } from 'vitest'
import type { Message, Notification } from '../../../shared/model/notification.ts'
import { pagerdutyBody } from '../../../shared/notify/pagerduty.ts'
import { slackBody } from '../../../shared/notify/slack.ts'
import { teamsBody } from '../../../shared/notify/teams.ts'
import { testNotification } from '../../../shared/notify/test-notification.ts'
import { cloudEvent } from '../../../shared/notify/webhook.ts'
import { anIncident } from '../alerts/an-incident.ts'
import { time } from '../alerts/sweeps.ts'

const { log: _, ...SNAPSHOT } = anIncident({ subject: '10.0.1.9', targets: ['db', 'web'] })
const LINKS = [{ text: 'Incident', href: 'https://p.example/i' }]

function note(more: Partial<Notification> = {}, payload: Partial<Message> = {}): Notification {
  const common = { id: 'n1', vantage: 'a b', incident: 'i1', channel: 'chat' }
  const message: Message = {
    ...{ title: 'T <1>', text: 'one\ntwo', severity: 'fail' },
    ...{ incident: SNAPSHOT, links: LINKS, ...payload },
  }
  return { ...common, what: 'opened', createdAt: time(5), payload: message, ...more }
}

const SILENCE = note({ what: 'silent', incident: null }, { incident: null, links: [] })

describe('slack', () => {
  const plain = (text: string) => ({
    type: 'section',
    text: { type: 'plain_text', text, emoji: false },
  })

  test('a message', () => {
    expect(slackBody(note())).toEqual({
      text: 'T &lt;1&gt;',
      unfurl_links: false,
      unfurl_media: false,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'T &lt;1&gt;' } },
        plain('one'),
        plain('two'),
        {
          type: 'context',
          elements: [{ type: 'mrkdwn', text: '<https://p.example/i|Incident>', verbatim: true }],
        },
      ],
    })
  })

  test('an empty line is a dash, and without links there is no line for them', () => {
    expect(slackBody(note({}, { text: '', links: [] }))['blocks']).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'T &lt;1&gt;' } },
      plain('-'),
    ])
  })

  test.for([
    [149, 'x'.repeat(149)],
    [150, `${'x'.repeat(149)}…`],
  ] as const)('a header of %i characters', ([length, expected]) => {
    const { blocks } = slackBody(note({}, { title: 'x'.repeat(length) }))
    const [header] = blocks as [{ text: { text: string } }]
    expect(header.text.text).toBe(expected)
  })

  test('an entity is never cut', () => {
    const { blocks, text } = slackBody(note({}, { title: `${'x'.repeat(145)}&&` }))
    const [header] = blocks as [{ text: { text: string } }]
    expect(header.text.text).toBe(`${'x'.repeat(145)}…`)
    expect(text).toBe(`${'x'.repeat(145)}&amp;&amp;`)
  })
})

describe('teams', () => {
  const run = (text: string, style = {}) => ({
    ...{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] },
  })

  test.for([
    ['opened', 'fail', 'attention'],
    ['opened', 'inconclusive', 'warning'],
    ['opened', 'warn', 'warning'],
    ['opened', 'info', 'default'],
    ['closed', 'fail', 'good'],
  ] as const)('%s of severity %s is %s', ([what, severity, color]) => {
    expect(teamsBody(note({ what }, { severity }))).toEqual({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            msteams: { width: 'Full' },
            body: [
              run('T <1>', { weight: 'bolder', size: 'medium', color }),
              run('one'),
              run('two'),
            ],
            actions: [{ type: 'Action.OpenUrl', title: 'Incident', url: 'https://p.example/i' }],
          },
        },
      ],
    })
  })
})

test.for([
  [null, 'good'],
  ['i2', 'default'],
] as const)('teams: the end of an incident that went into %s is %s', ([into, color]) => {
  const incident = { ...SNAPSHOT, state: 'closed', into } as const
  const body = JSON.stringify(teamsBody(note({ what: 'closed' }, { incident })))
  expect(/"color":"(\w+)"/.exec(body)?.[1]).toBe(color)
})

describe('pagerduty', () => {
  test.for([
    ['fail', 'critical'],
    ['inconclusive', 'error'],
    ['warn', 'warning'],
    ['info', 'info'],
  ] as const)('an alert of severity %s is %s', ([severity, expected]) => {
    expect(pagerdutyBody(note({}, { severity }), 'KEY')).toEqual({
      routing_key: 'KEY',
      dedup_key: 'i1',
      event_action: 'trigger',
      client: 'Perimeter',
      links: [{ href: 'https://p.example/i', text: 'Incident' }],
      payload: {
        summary: 'T <1>',
        source: 'a b',
        severity: expected,
        timestamp: time(5),
        component: '10.0.1.9',
        class: 'tcp-dropped',
        custom_details: { what: 'opened', text: 'one\ntwo', targets: ['db', 'web'] },
      },
    })
  })

  test.for([
    ['of another incident whose messages go on', { thread: 'i0' }, 'i0'],
    ['of the incident', {}, 'i1'],
    ['of no incident', { incident: null }, 'n1'],
  ] as const)('the key is that %s', ([, more, key]) => {
    expect(pagerdutyBody(note({ ...more, what: 'closed' }), 'KEY')).toEqual({
      ...{ routing_key: 'KEY', dedup_key: key, event_action: 'resolve' },
    })
  })

  test('without an incident there is no component, and long texts end at the limit', () => {
    const test_ = note({ what: 'test', incident: null }, { incident: null })
    const { payload } = pagerdutyBody(test_, 'KEY')
    expect(payload).toEqual({
      ...{ summary: 'T <1>', source: 'a b', severity: 'critical', timestamp: time(5) },
      custom_details: { what: 'test', text: 'one\ntwo', targets: [] },
    })
    const long = 'x'.repeat(1030)
    const incident = { ...SNAPSHOT, subject: long }
    const cut = pagerdutyBody(note({}, { title: long, incident }), 'KEY')
    expect(cut['payload']).toMatchObject({
      ...{ summary: 'x'.repeat(1024), component: 'x'.repeat(1024) },
    })
  })
})

describe('webhook', () => {
  test('an event of an incident names it', () => {
    expect(cloudEvent(note())).toEqual({
      specversion: '1.0',
      id: 'n1',
      source: '/perimeter/a%20b',
      type: 'perimeter.incident.opened',
      subject: 'i1',
      time: time(5),
      datacontenttype: 'application/json',
      data: {
        ...{ what: 'opened', title: 'T <1>', text: 'one\ntwo', severity: 'fail' },
        ...{ incident: SNAPSHOT, links: LINKS },
      },
    })
  })

  test('an event of none does not', () => {
    expect(cloudEvent(SILENCE)).not.toHaveProperty('subject')
    expect(cloudEvent({ ...SILENCE, vantage: '\ud800' })['source']).toBe('/perimeter/%EF%BF%BD')
  })
})

test('a test says who called it and where', () => {
  expect(testNotification('v', 'chat', new Date('2026-11-22T00:05:10.123Z'))).toEqual({
    id: 'test-20261122T000510123Z.chat',
    vantage: 'v',
    incident: null,
    channel: 'chat',
    what: 'test',
    createdAt: '2026-11-22T00:05:10.123Z',
    payload: {
      title: 'Test of Perimeter at v',
      text: 'Somebody called perimeter alerts test. The channel chat works.',
      severity: 'info',
      incident: null,
      links: [],
    },
  })
})
