import type { LogFormat, TrafficRecord } from '../../../shared/traffic-log/entry.ts'
import { LogReader } from '../../../shared/traffic-log/reader.ts'

/** Everything that a reader finds in a text, handed over in pieces of a size. */
export function read(
  text: string,
  size = text.length,
): { entries: TrafficRecord[]; tally: LogReader['tally'] } {
  const reader = new LogReader()
  const entries: TrafficRecord[] = []
  for (let at = 0; at < text.length; at += Math.max(1, size)) {
    entries.push(...reader.push(text.slice(at, at + Math.max(1, size))))
  }
  entries.push(...reader.end())
  return { entries, tally: reader.tally }
}

/** An entry in short: `denied https oryx-cdn.microsoft.io:443`. */
export function short({ outcome, protocol, host, port, via }: TrafficRecord): string {
  return `${outcome} ${protocol} ${host ?? '-'}:${port ?? '-'}${via === null ? '' : ` via ${via}`}`
}

/** What docs/explain-log.md calls each format. */
export const DOCUMENTED_AS: Readonly<Record<LogFormat, string>> = {
  'azure-firewall-text': 'Azure Firewall',
  'azure-firewall-rows': 'Azure Firewall',
  squid: 'squid',
  arcproxy: 'arcproxy.log',
  'google-firewall': 'VPC firewall rules logging',
  'google-gateway': 'Secure Web Proxy',
  'azure-flow': 'VNet flow logs',
  'azure-traffic-analytics': 'Traffic Analytics',
  'azure-dns': 'DNS security policy',
  'google-dns': 'Cloud DNS',
  'google-nat': '`nat_flows`',
  'google-inspection': '`firewall_url_filter`',
  'google-perimeter': 'VPC Service Controls',
  fortigate: 'FortiGate',
  zscaler: 'Zscaler',
  paloalto: 'Palo Alto',
  cef: 'CEF',
  'cef-rows': 'CommonSecurityLog',
  suricata: 'Suricata',
  zeek: 'Zeek',
  'zeek-json': 'Zeek',
  elff: 'Blue Coat',
  cisco: 'Cisco ASA',
  juniper: 'Juniper SRX',
  netfilter: 'nftables',
  pf: 'pf',
  'error-lines': 'azcmagent.log',
}
