import type { Flow, Hop } from './decision.ts'

/** The port of mail between servers. */
export const MAIL_PORT = 25

/**
 * Both clouds drop mail between servers on its way out, but for those whom they exempted: that is in no configuration.
 * Sources: https://docs.cloud.google.com/compute/docs/tutorials/sending-mail and
 * https://learn.microsoft.com/azure/virtual-network/troubleshoot-outbound-smtp-connectivity
 */
export function mailHops(cloud: string, { protocol, port }: Flow): readonly Hop[] {
  if (protocol !== 'tcp' || port !== MAIL_PORT) return []
  const says = `${cloud} drops TCP ${MAIL_PORT} to the internet unless it made an exemption, which is not in the configuration`
  return [{ layer: 'nat', outcome: 'unreadable', object: null, says }]
}
