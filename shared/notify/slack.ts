import type { Message, Notification } from '../model/notification.ts'

/** Slack's limits: header 150 characters, text of a section 3,000, a message 50 blocks. */
const HEADER = 150
const SECTION = 3000
const FALLBACK = 1000

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * A message of an incoming webhook. All text is plain_text, where no mark-up, mention or link of a server's can
 * act; Slack wants `&`, `<` and `>` as entities everywhere.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function slackBody({ payload }: Notification): Record<string, unknown> {
  const lines = payload.text.split('\n').map((line) => ({
    type: 'section',
    text: { type: 'plain_text', text: escaped(line, SECTION), emoji: false },
  }))
  return {
    text: escaped(payload.title, FALLBACK),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escaped(payload.title, HEADER) } },
      ...lines,
      ...linksBlock(payload),
    ],
  }
}

/** The only mrkdwn: links whose parts are our own, or a URL that was parsed. */
function linksBlock({ links }: Message): readonly unknown[] {
  if (links.length === 0) return []
  const text = links.map(({ text: label, href }) => `<${linkTarget(href)}|${label}>`).join('  ')
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }]
}

function linkTarget(href: string): string {
  return new URL(href).href.replaceAll('|', '%7C').replaceAll(/[&<>]/g, (c) => ENTITIES[c] ?? c)
}

/** The text with entities, cut so that it is within the limit when it has them. Never empty: Slack refuses that. */
function escaped(text: string, limit: number): string {
  let out = ''
  for (const char of text) {
    const next = ENTITIES[char] ?? char
    if (out.length + next.length > limit - 1) return `${out}…`
    out += next
  }
  return out === '' ? '-' : out
}
