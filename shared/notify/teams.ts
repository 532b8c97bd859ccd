import type { Severity } from '../model/finding.ts'
import type { Message, Notification } from '../model/notification.ts'

/** A Teams message ends at 28 KB; characters of a card, as each may take three bytes and JSON its share. */
const CARD = 6_000

const COLOURS = {
  fail: 'attention',
  inconclusive: 'warning',
  warn: 'warning',
  info: 'default',
} as const satisfies Record<Severity, string>

/**
 * An Adaptive Card for the webhook of a Teams workflow ("When a Teams webhook request is received"). Text is in
 * runs, which know no Markdown, so nothing in it can act: a TextBlock would take it for Markdown.
 * https://adaptivecards.io/explorer/TextRun.html
 */
export function teamsBody({ payload, what }: Notification): Record<string, unknown> {
  // What goes on in another incident is not well.
  const ended = payload.incident?.into == null ? 'good' : 'default'
  const colour = what === 'closed' ? ended : COLOURS[payload.severity]
  const title = run(payload.title, { weight: 'bolder', size: 'medium', color: colour })
  const content = {
    $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [title, ...cut(payload.text).map((line) => run(line, {}))],
    actions: actions(payload),
  }
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content },
    ],
  }
}

function run(text: string, style: Record<string, string>) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] }
}

/** As many lines as fit; what does not is said. */
function cut(text: string): readonly string[] {
  let room = CARD
  const lines = text.split('\n').filter((line) => {
    room -= line.length
    return room >= 0
  })
  return room >= 0 ? lines : [...lines, 'The incident has more.']
}

function actions({ links }: Message) {
  return links.map(({ text, href }) => ({ type: 'Action.OpenUrl', title: text, url: href }))
}
