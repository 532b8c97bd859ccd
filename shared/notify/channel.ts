import type { AlertChannel } from '../alerts/policy.ts'
import type { Config } from '../config/schema.ts'

/** How to reach a channel. Every text in here is a secret. */
export type Receiver =
  | { readonly kind: 'slack'; readonly url: string }
  | { readonly kind: 'teams'; readonly url: string }
  | { readonly kind: 'pagerduty'; readonly url: string; readonly key: string }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string | null }

/** An entry of alerts.notify: whom to tell of what, and how. */
export interface Channel extends AlertChannel {
  readonly receiver: Receiver
}

/** The region of most accounts; the EU has events.eu.pagerduty.com. */
const PAGERDUTY = 'https://events.pagerduty.com/v2/enqueue'

type Entry = Config['alerts']['notify'][number]

/** The channels of a configuration. One without a name is called by its kind, and numbered from the second on. */
export function channelsOf({ notify }: Config['alerts']): readonly Channel[] {
  const taken = new Set(notify.flatMap(({ name }) => (name === undefined ? [] : [name])))
  return notify.map((entry) => {
    const receiver = receiverOf(entry)
    const name = entry.name ?? freeName(receiver.kind, taken)
    taken.add(name)
    const { on, targets = null, capabilities = null } = entry
    const bundles = receiver.kind === 'slack' || receiver.kind === 'teams'
    return { name, on, targets, capabilities, bundles, receiver }
  })
}

function freeName(kind: string, taken: ReadonlySet<string>): string {
  if (!taken.has(kind)) return kind
  let number = 2
  while (taken.has(`${kind}-${number}`)) number++
  return `${kind}-${number}`
}

function receiverOf({ slack, teams, pagerduty, endpoint, webhook, secret }: Entry): Receiver {
  if (slack !== undefined) return { kind: 'slack', url: slack }
  if (teams !== undefined) return { kind: 'teams', url: teams }
  if (pagerduty !== undefined) {
    return { kind: 'pagerduty', url: endpoint ?? PAGERDUTY, key: pagerduty }
  }
  if (webhook !== undefined) return { kind: 'webhook', url: webhook, secret: secret ?? null }
  throw new RangeError('An entry of alerts.notify names no receiver: the schema refuses that')
}
