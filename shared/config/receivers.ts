import { z } from 'zod'
import { checkedText } from '../document/text.ts'

/** How to reach a receiver. Every text in here is a secret. */
export type ReceiverAddress =
  | { readonly kind: 'slack'; readonly url: string }
  | { readonly kind: 'teams'; readonly url: string }
  | { readonly kind: 'pagerduty'; readonly url: string; readonly key: string }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string | null }

export type ReceiverKind = ReceiverAddress['kind']

/** What a receiver of a kind is configured by: its own key, whose value is `given`, and one more key of its own. */
interface ReceiverRow<K extends ReceiverKind> {
  readonly address: z.ZodType<string, string>
  readonly extra: { readonly key: string; readonly value: z.ZodType<string, string> } | null
  /** Whether it is for people to read: several incidents of one sweep go there in one message. */
  readonly bundles: boolean
  readonly read: (given: string, extra: string | null) => Extract<ReceiverAddress, { kind: K }>
}

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

/** Of a key, in bytes: what Standard Webhooks asks for (https://www.standardwebhooks.com). */
const KEY_BYTES = { least: 24, most: 64 }

const webhookSecret = checkedText((text) => {
  const complaint = (message: string, remedy: string) => ({ message, remedy, secret: true })
  if (text.trim() !== text || text === '') {
    return complaint('is empty, or has white space at an end', 'Remove it: it would be signed with')
  }
  const [, key] = /^whsec_(.*)$/s.exec(text) ?? []
  if (key === undefined) return null
  const { length } = Buffer.from(key, 'base64')
  const written = /^[A-Za-z0-9+/]+={0,2}$/.test(key)
  return written && length >= KEY_BYTES.least && length <= KEY_BYTES.most
    ? null
    : complaint(
        'begins with whsec_, and is not base64 of 24 to 64 bytes behind it',
        'Take one of: echo "whsec_$(openssl rand -base64 32)"',
      )
})

/** The region of most accounts; the EU has events.eu.pagerduty.com. */
const PAGERDUTY = 'https://events.pagerduty.com/v2/enqueue'

/** The kinds of receivers, by the key of an entry of `alerts.notify`; shared/notify/request.ts writes to each. */
export const RECEIVERS: { readonly [K in ReceiverKind]: ReceiverRow<K> } = {
  slack: {
    address: webhookUrl.describe('Incoming webhook of Slack; a secret: "${SLACK_WEBHOOK}"'),
    extra: null,
    bundles: true,
    read: (url) => ({ kind: 'slack', url }),
  },
  teams: {
    address: webhookUrl.describe('Webhook of a Teams workflow; a secret: "${TEAMS_WEBHOOK}"'),
    extra: null,
    bundles: true,
    read: (url) => ({ kind: 'teams', url }),
  },
  pagerduty: {
    address: routingKey.describe(
      'Integration key of the Events API v2; a secret: "${PAGERDUTY_KEY}"',
    ),
    extra: {
      key: 'endpoint',
      value: webhookUrl.describe(
        'Where PagerDuty takes events, if not https://events.pagerduty.com/v2/enqueue; EU: https://events.eu.pagerduty.com/v2/enqueue',
      ),
    },
    bundles: false,
    read: (key, endpoint) => ({ kind: 'pagerduty', url: endpoint ?? PAGERDUTY, key }),
  },
  webhook: {
    address: webhookUrl.describe('Any URL; gets a CloudEvent as JSON by POST'),
    extra: {
      key: 'secret',
      value: webhookSecret.describe(
        'Signs what goes to webhook with HMAC-SHA256: "${WEBHOOK_SECRET}"',
      ),
    },
    bundles: false,
    read: (url, secret) => ({ kind: 'webhook', url, secret }),
  },
}

export const RECEIVER_KINDS = Object.keys(RECEIVERS) as readonly ReceiverKind[]

/** The keys of every kind, all optional. */
export const receiverKeys: Readonly<Record<string, z.ZodExactOptional<z.ZodType<string, string>>>> =
  Object.fromEntries(
    RECEIVER_KINDS.flatMap((kind) => {
      const { address, extra } = RECEIVERS[kind]
      const own = [kind, z.exactOptional(address)] as const
      return extra === null ? [own] : [own, [extra.key, z.exactOptional(extra.value)] as const]
    }),
  )
