import type { LastMessage } from '../model/incident.ts'

/**
 * How the last message for a receiver stands: `slack, delivered 03:10`. Claims a delivery only when there was one.
 * `time` writes a time as the view does.
 */
export function toldText(told: LastMessage, time: (at: string) => string): string {
  const { channel, state, deliveredAt, error, via, notification } = told
  if (via !== undefined && notification === undefined) return `${channel}, by incident ${via}`
  const earlier =
    deliveredAt === undefined ? '' : `; an earlier message was delivered ${time(deliveredAt)}`
  switch (state) {
    case 'delivered':
      return `${channel}, delivered ${time(deliveredAt ?? told.at)}`
    case 'queued':
      return `queued for ${channel}, not delivered yet${error === undefined ? '' : `: ${error}`}${earlier}`
    case 'given-up':
      return `gave up on ${channel}: ${error ?? 'not sent'}${earlier}`
    case undefined:
      return `queued for ${channel} ${time(told.at)}, delivery not recorded`
    default:
      return state satisfies never
  }
}
