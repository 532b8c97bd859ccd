import type { ExchangeObservation, NtpReply } from '../../../shared/model/exchange-observation.ts'
import { datagrams } from '../../../shared/model/scheme.ts'
import { common, type How, type Piece } from './piece.ts'

/** A datagram to one address, and the reply; with `ntp`, what an NTP server said. */
export function sends(
  address: string,
  how: How & { reply?: string; ntp?: Partial<NtpReply> } = {},
): Piece {
  return ({ scheme, port }) => {
    const protocol = datagrams(scheme) ?? 'udp'
    const reply = Buffer.from(how.reply ?? 'pong')
    const said = { leap: 0, stratum: 2, reference: '10.0.0.1', offset: 1, delay: 10, ...how.ntp }
    const o: ExchangeObservation = {
      step: 'exchange',
      ...common(how),
      address,
      port,
      protocol,
      sentBytes: 4,
      ...(how.fails === undefined
        ? { replyBytes: reply.length, reply: reply.toString(), replyHex: reply.toString('hex') }
        : { replyBytes: null, reply: '', replyHex: '' }),
      ...(protocol === 'ntp' && how.fails === undefined && { ntp: said }),
    }
    return { o }
  }
}
