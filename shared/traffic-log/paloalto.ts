import { csvFields } from './csv.ts'
import {
  endpointOf,
  entry,
  hostOf,
  type ParsedRecord,
  portOf,
  type RequestOutcome,
} from './entry.ts'

const START = /(?:^|\s)1,(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d),\w{5,30},(TRAFFIC|THREAT),/

/**
 * A TRAFFIC or THREAT line of PAN-OS, as syslog sends it: fields by place. Fields:
 * docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions
 */
export function paloalto(line: string): ParsedRecord {
  const fields = fieldsOf(line)
  if (fields === null) return null
  const at = (place: number) => fields[place] ?? ''
  const isUrl = at(3) === 'THREAT' && at(4) === 'url'
  const url = isUrl ? endpointOf(at(31).split('/')[0] ?? '') : NO_URL
  const port = url.port ?? portOf(at(25))
  const words = [at(11), isUrl ? at(33) : ''].filter((word) => word !== '')
  return entry({
    format: 'paloalto',
    protocol: protocolOf(at(29), isUrl, port),
    host: url.host ?? hostOf(at(8)),
    port,
    outcome: outcomeOf(at(30).toLowerCase(), at(4)),
    source: at(7) === '' ? null : at(7),
    reason: words.length === 0 ? null : words.join(', '),
    count: Math.max(1, Number(at(23)) || 1),
  })
}

function fieldsOf(line: string): readonly string[] | null {
  if (!line.includes(',TRAFFIC,') && !line.includes(',THREAT,')) return null
  const found = START.exec(line)
  const fields = found === null ? null : csvFields(line.slice(found.index).trimStart())
  return fields !== null && fields.length >= FEWEST_FIELDS ? fields : null
}

const FEWEST_FIELDS = 31
const NO_URL = { host: null, port: null }
const DENIES = /^(?:deny|drop|reset|block)/

function outcomeOf(action: string, subtype: string): RequestOutcome {
  if (DENIES.test(action) || DENIES.test(subtype)) return 'denied'
  return action === 'allow' || action === 'alert' ? 'allowed' : 'unknown'
}

function protocolOf(protocol: string, isUrl: boolean, port: number | null): string {
  if (isUrl) return port === 80 ? 'http' : 'https'
  return /^(?:tcp|udp|icmp)$/i.test(protocol) ? protocol.toLowerCase() : 'other'
}
