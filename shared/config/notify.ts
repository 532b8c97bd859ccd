import { z } from 'zod'
import { checkedText, complain, textOrList } from '../document/text.ts'
import { RECEIVER_KINDS, RECEIVERS, type ReceiverAddress, receiverKeys } from './receivers.ts'

const name = checkedText((text) =>
  /^[a-z0-9][a-z0-9-]{0,39}$/.test(text)
    ? null
    : {
        message: 'is not a valid name for a receiver',
        remedy: 'Write up to 40 lower-case letters, digits and hyphens',
      },
)

/** An entry by its keys; those of the receivers are texts. */
type Keys = Readonly<Record<string, unknown>>

/** One entry of alerts.notify: who is notified of what, and how to reach them; made when a file has one. */
export const notify = z.lazy(() =>
  z
    .strictObject({
      name: name
        .exactOptional()
        .describe('Appears in logs and incidents; default: slack, slack-2, by kind and position'),
      ...receiverKeys,
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
    .superRefine((given: Keys, ctx) => {
      const named = RECEIVER_KINDS.filter((kind) => given[kind] !== undefined)
      if (named.length !== 1) {
        const message =
          named.length === 0 ? 'No receiver is named' : `Two receivers: ${named.join(' and ')}`
        const remedy = `Write one of ${RECEIVER_KINDS.join(', ')}; an entry of the list for each`
        complain(ctx, { message, remedy })
      }
      for (const kind of RECEIVER_KINDS) stray(given, kind, RECEIVERS[kind].extra?.key, ctx)
    })
    .transform(({ name, on, targets, capabilities, ...given }) => {
      const receiver = receiverOf(given)
      const { bundles } = RECEIVERS[receiver.kind]
      return {
        name: name ?? null,
        on,
        targets: targets ?? null,
        capabilities: capabilities ?? null,
        bundles,
        receiver,
      }
    }),
)

function receiverOf(given: Keys): ReceiverAddress {
  const [receiver] = RECEIVER_KINDS.flatMap((kind) => {
    const { extra, read } = RECEIVERS[kind]
    const address = textAt(given, kind)
    return address === null ? [] : [read(address, extra && textAt(given, extra.key))]
  })
  if (receiver !== undefined) return receiver
  throw new RangeError('An entry of alerts.notify names no receiver: the schema refuses that')
}

function textAt(given: Keys, key: string): string | null {
  const value = given[key]
  return typeof value === 'string' ? value : null
}

function stray(
  given: Keys,
  owner: string,
  key: string | undefined,
  ctx: z.core.$RefinementCtx,
): void {
  if (key === undefined || given[key] === undefined || given[owner] !== undefined) return
  const complaint = {
    message: `is for ${owner} only`,
    remedy: `Remove ${key}, or write it next to ${owner}`,
    secret: true,
  }
  complain(ctx, complaint, [key])
}
