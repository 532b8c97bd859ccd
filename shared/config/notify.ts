import { z } from 'zod'
import { checkedText, complain, nonEmpty, textOrList } from '../document/text.ts'

/** A receiver has one of these. */
export const RECEIVERS = ['slack', 'teams', 'pagerduty', 'webhook'] as const

const webhookUrl = checkedText((text) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return null
  const remedy = 'Write an https:// URL, or better ${NAME} with the URL in the environment'
  return { message: 'is not the URL of a webhook', remedy, secret: true }
})

const routingKey = checkedText((text) =>
  /^[A-Za-z0-9]{32}$/.test(text)
    ? null
    : {
        message: 'is not an integration key of the Events API v2',
        remedy: 'Write "${NAME}", with the 32 characters in the environment',
        secret: true,
      },
)

const name = checkedText((text) =>
  /^[a-z0-9][a-z0-9-]{0,39}$/.test(text)
    ? null
    : {
        message: 'is not a valid name for a receiver',
        remedy: 'Write up to 40 lower-case letters, digits and hyphens',
      },
)

/** One entry of alerts.notify. */
export const notify = z
  .strictObject({
    name: name
      .exactOptional()
      .describe('Appears in logs and incidents; default: slack, slack-2, by kind and position'),
    slack: webhookUrl
      .exactOptional()
      .describe('Incoming webhook of Slack; a secret: "${SLACK_WEBHOOK}"'),
    teams: webhookUrl
      .exactOptional()
      .describe('Webhook of a Teams workflow; a secret: "${TEAMS_WEBHOOK}"'),
    pagerduty: routingKey
      .exactOptional()
      .describe('Integration key of the Events API v2; a secret: "${PAGERDUTY_KEY}"'),
    endpoint: webhookUrl
      .exactOptional()
      .describe(
        'Where PagerDuty takes events, if not https://events.pagerduty.com/v2/enqueue; EU: https://events.eu.pagerduty.com/v2/enqueue',
      ),
    webhook: webhookUrl.exactOptional().describe('Any URL; gets a CloudEvent as JSON by POST'),
    secret: nonEmpty
      .exactOptional()
      .describe('Signs what goes to webhook with HMAC-SHA256: "${WEBHOOK_SECRET}"'),
    on: z
      .array(z.enum(['fail', 'warn', 'inconclusive']))
      .min(1)
      .default(['fail', 'inconclusive'])
      .describe('Severities to notify of: fail, warn, inconclusive'),
    targets: textOrList.exactOptional().describe('Only when one of these is hit; ids, with *'),
    capabilities: textOrList
      .exactOptional()
      .describe('Only when one of these does not work; ids, with *'),
  })
  .superRefine((given, ctx) => {
    const named = RECEIVERS.filter((kind) => given[kind] !== undefined)
    if (named.length !== 1) {
      const message =
        named.length === 0 ? 'No receiver is named' : `Two receivers: ${named.join(' and ')}`
      const remedy = `Write one of ${RECEIVERS.join(', ')}; an entry of the list for each`
      complain(ctx, { message, remedy })
    }
    stray(given.secret, 'secret', given.webhook, 'webhook', ctx)
    stray(given.endpoint, 'endpoint', given.pagerduty, 'pagerduty', ctx)
  })

function stray(
  given: string | undefined,
  key: string,
  owner: string | undefined,
  ownerKey: string,
  ctx: z.core.$RefinementCtx,
): void {
  if (given === undefined || owner !== undefined) return
  const complaint = {
    message: `is for ${ownerKey} only`,
    remedy: `Remove ${key}, or write it next to ${ownerKey}`,
    secret: true,
  }
  complain(ctx, complaint, [key])
}
