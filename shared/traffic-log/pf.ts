import { leaves } from './came-in.ts'
import { entry, hostOf, type ParsedRecord, portOf } from './entry.ts'

/** tcpdump of pflog: `rule 5/0(match): block out on em0: 10.1.1.5.50000 > 20.1.2.3.443: Flags [S]`. */
const PFLOG =
  /\brule [\d./a-z]{1,30}\(\w{1,20}\)[^:]{0,40}: (block|pass|match) (in|out) on (\w{1,20}): (?:IP6? )?([0-9a-f.:]{3,45})\.(\d{1,5}) > ([0-9a-f.:]{3,45})\.(\d{1,5}):/i
/** pfSense and OPNsense: `filterlog[1]: 5,,,1000,em0,match,block,out,4,...`. Format: docs.netgate.com, raw filter log */
const FILTERLOG = /\bfilterlog(?:\[\d{1,8}\])?:? (\d[^\n]{20,600})/

/** A line of pf’s log, as tcpdump prints it or as pfSense and OPNsense send it. */
export function pf(line: string): ParsedRecord {
  const dumped = line.includes(' > ') ? PFLOG.exec(line) : null
  if (dumped !== null) {
    const [, action = '', direction = '', , source = '', , target = '', port = ''] = dumped
    return made({
      action,
      direction,
      protocol: /\bUDP\b/i.test(line) ? 'udp' : 'tcp',
      source,
      target,
      port,
    })
  }
  const fields = line.includes('filterlog') ? FILTERLOG.exec(line)?.[1]?.split(',') : undefined
  if (fields === undefined) return null
  const [, , , , , , action = '', direction = '', version] = fields
  const rest = version === '6' ? fields.slice(12) : fields.slice(16)
  const [protocol = '', , source = '', target = '', , port = ''] =
    version === '6' ? [rest[0], rest[2], rest[3], rest[4], rest[5], rest[6]] : rest
  return made({ action, direction, protocol, source, target, port })
}

interface Line {
  readonly action: string
  readonly direction: string
  readonly protocol: string
  readonly source: string
  readonly target: string
  readonly port: string
}

/** A gateway sees what leaves the network come in from there first, and most of its rules stand on that side. */
function made({ action, direction, protocol, source, target, port }: Line): ParsedRecord {
  if (direction.toLowerCase() !== 'out' && !leaves(source, target)) return 'ignored'
  const outcome =
    action.toLowerCase() === 'block'
      ? 'denied'
      : action.toLowerCase() === 'pass'
        ? 'allowed'
        : 'unknown'
  const known = ['tcp', 'udp', 'icmp'].includes(protocol.toLowerCase())
    ? protocol.toLowerCase()
    : 'other'
  return entry({
    format: 'pf',
    protocol: known,
    host: hostOf(target),
    // ICMP has other words in the places of the ports.
    port: known === 'tcp' || known === 'udp' ? portOf(port) : null,
    outcome,
    source,
  })
}
