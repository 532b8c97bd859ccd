import { isIP } from 'node:net'
import type { Rule } from '../scenario/rule.ts'
import { EGRESS_ADDRESS, FIREWALL_PORTS } from './topology.ts'

/** What the firewall does for every scenario: it forwards, and gives its public address to what leaves. */
export function baseRules(): string {
  return `
table inet base {
  chain leave {
    type nat hook postrouting priority srcnat
    oifname "inet" ip saddr 10.50.0.0/16 snat ip to ${EGRESS_ADDRESS}
  }
}
`
}

/** Turns the words of a destination into addresses and prefixes: an address, a prefix, a place or an endpoint. */
export type Whereabouts = (word: string) => readonly string[]

/**
 * The nft rules of a scenario. They replace those of the scenario before. Cutting by name is not among them: nft
 * matches payloads at fixed places only, so that `cutByName` does it with xt_string.
 */
export function scenarioRules(rules: readonly Rule[], whereabouts: Whereabouts): string {
  const forward = rules.flatMap((rule, index) => forwardRules(rule, index, whereabouts))
  const divert = rules.flatMap((rule) => divertRules(rule, whereabouts))
  const sets = rules.flatMap((rule, index) => healingSet(rule, index))
  return `
table inet scenario
delete table inet scenario
table inet scenario {
${sets.join('\n')}
  chain divert {
    type nat hook prerouting priority dstnat
${divert.join('\n')}
  }
  chain forward {
    type filter hook forward priority filter
${forward.join('\n')}
  }
}
`
}

const REJECT: Readonly<Record<string, string>> = {
  'reject-reset': 'reject with tcp reset',
  'reject-admin': 'reject with icmpx admin-prohibited',
  'reject-host': 'reject with icmpx host-unreachable',
  'reject-net': 'reject with icmpx no-route',
  'reject-port': 'reject with icmpx port-unreachable',
}

function forwardRules(rule: Rule, index: number, whereabouts: Whereabouts): string[] {
  const verdict = rule.action === 'drop' ? 'drop' : REJECT[rule.action]
  if (verdict === undefined) return []
  const back = rule.back ? matchesBack(rule, whereabouts) : []
  return [
    ...matches(rule, whereabouts).map((match) => [match, portMatch(rule)]),
    ...back.map((match) => [match]),
  ].map((match) =>
    ['   ', ...match, sizeMatch(rule), dosage(rule, index), verdict].filter(Boolean).join(' '),
  )
}

/** Packets of offloaded segments are met as one, with their sum of bytes. */
function sizeMatch(rule: Rule): string {
  return rule.larger === undefined ? '' : `meta length > ${rule.larger}`
}

/** What is led elsewhere, in the order of the rules: what an earlier rule drops or rejects is left to it. */
function divertRules(rule: Rule, whereabouts: Whereabouts): string[] {
  if (rule.action === 'lead') return leadRules(rule, whereabouts)
  const ports = SERVERS[rule.action]
  if (ports !== undefined) {
    return matches(rule, whereabouts).flatMap((match) =>
      Object.entries(ports).map(
        ([from, to]) => `    ${match} tcp dport ${from} redirect to :${to}`,
      ),
    )
  }
  const always = [rule.every, rule.percent, rule.first, rule.for, rule.larger].every(
    (dose) => dose === undefined,
  )
  if (!always || (rule.action !== 'drop' && REJECT[rule.action] === undefined)) return []
  return matches(rule, whereabouts).map((match) => `    ${match} ${portMatch(rule)} accept`)
}

/** TCP and UDP to another address, and another port if it names one. */
function leadRules(rule: Rule, whereabouts: Whereabouts): string[] {
  const [word = '', port] = (rule.at ?? '').split(':')
  const [address = ''] = whereabouts(word).filter((one) => !one.includes(':'))
  const ports = rule.ports === undefined ? '' : `th dport { ${rule.ports.join(', ')} }`
  const to = port === undefined ? address : `${address}:${port}`
  return matches({ ...rule, family: 4 }, whereabouts).map(
    (match) => `    ${match} meta l4proto { tcp, udp } ${ports} dnat ip to ${to}`,
  )
}

const SERVERS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  'application-rules': {
    443: FIREWALL_PORTS.applicationTls,
    80: FIREWALL_PORTS.applicationHttp,
  },
  inspect: { 443: FIREWALL_PORTS.inspector },
}

/** One match for each family that the destination has addresses of. Names are asked as before unless `dns` is meant. */
function matches(rule: Rule, whereabouts: Whereabouts): string[] {
  const from = `iifname "${rule.from}"`
  const to = rule.to.flatMap(whereabouts)
  const four = to.filter((address) => !address.includes(':'))
  const six = to.filter((address) => address.includes(':'))
  return [
    ...(rule.family === 6 || four.length === 0 ? [] : [`${from} ip daddr { ${four.join(', ')} }`]),
    ...(rule.family === 4 || six.length === 0 ? [] : [`${from} ip6 daddr { ${six.join(', ')} }`]),
  ]
}

/** The same for what comes back. */
function matchesBack(rule: Rule, whereabouts: Whereabouts): string[] {
  return matches(rule, whereabouts).map((match) =>
    match.replace('iifname', 'oifname').replace('daddr', 'saddr'),
  )
}

function portMatch(rule: Rule): string {
  if (rule.ports !== undefined) return `tcp dport { ${rule.ports.join(', ')} }`
  return rule.action === 'reject-reset' ? 'meta l4proto tcp' : ''
}

/** How much of what matches: all, every nth connection, a share of the packets, the first few, or for a while. */
function dosage(rule: Rule, index: number): string {
  const parts: string[] = []
  if (rule.every !== undefined) parts.push(`ct state new numgen inc mod ${rule.every} 0`)
  if (rule.percent !== undefined) parts.push(`numgen random mod 100 < ${rule.percent}`)
  if (rule.first !== undefined) parts.push(`numgen inc mod 1000000 < ${rule.first}`)
  if (rule.for !== undefined) parts.push(`meta mark @heal${index}`)
  return parts.join(' ')
}

/** Unmarked packets match as long as the mark 0 is in the set; the kernel takes it out by itself. */
function healingSet(rule: Rule, index: number): string[] {
  if (rule.for === undefined) return []
  const element = `0x0 timeout ${rule.for}ms`
  return [`  set heal${index} { type mark; flags timeout; elements = { ${element} } }`]
}

/** iptables-restore input that cuts or mutes connections after a ClientHello with one of the names (xt_string). */
export function cutByName(rules: readonly Rule[]): string {
  const lines = rules.flatMap((rule) => {
    const verdict = CUT[rule.action]
    if (verdict === undefined) return []
    return rule.to.map((name) => {
      const port = `-p tcp -m multiport --dports ${(rule.ports ?? [443]).join(',')}`
      return `-A FORWARD -i ${rule.from} ${port} -m string --algo bm --string ${name} -j ${verdict}`
    })
  })
  return ['*filter', ':FORWARD ACCEPT [0:0]', ...lines, 'COMMIT', ''].join('\n')
}

const CUT: Readonly<Record<string, string>> = {
  'cut-sni': 'REJECT --reject-with tcp-reset',
  'mute-sni': 'DROP',
}

/** Whether a word is an address or a prefix as it stands. */
export function isLiteral(word: string): boolean {
  return isIP(word.split('/')[0] ?? '') !== 0
}
