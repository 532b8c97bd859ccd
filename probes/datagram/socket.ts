import dgram from 'node:dgram'
import net from 'node:net'

/** A UDP socket of the family of an address, which it looks nothing up for. */
export function socketTo(address: string): dgram.Socket {
  const family = net.isIPv6(address) ? 6 : 4
  return dgram.createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    lookup: (host, _options, callback) => callback(null, host, family), // it is an address already
  })
}
