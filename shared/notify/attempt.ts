import type { OutboxEntry } from '../model/notification.ts'
import type { Settlement } from '../ports/alert-entries.ts'
import type { Sender } from '../ports/sender.ts'
import { outcomeOf } from './outcome.ts'
import type { Receiver } from './receiver.ts'
import { requestFor } from './request.ts'
import { DELIVERY } from './retry.ts'

/** Sends one notification once and prints the outcome. Never throws for a receiver that fails. */
export type Attempt = (entry: OutboxEntry, now: Date) => Promise<Settlement>

/** `random` gives a number from 0 to below 1. */
export function attemptWith(deps: {
  readonly sender: Sender
  readonly channels: readonly Receiver[]
  readonly random: () => number
}): Attempt {
  const { sender, channels, random } = deps
  return async (entry, now) => {
    const { notification } = entry
    const channel = channels.find(({ name }) => name === notification.channel)
    if (channel === undefined) {
      return { state: 'dead', error: `alerts.notify has no ${notification.channel} any more` }
    }
    const result = await sender.send(requestFor(notification, channel, now), DELIVERY.attempt)
    return outcomeOf(entry, result, channel.receiver, now, random)
  }
}
