import { entry, hostOf, type ParsedRecord, portOf, type RequestOutcome } from './entry.ts'

const NETFILTER =
  /\bIN=(\S{0,40}) (?:PHYSIN=\S{0,40} )?OUT=(\S{0,40}) .{0,200}?\bSRC=(\S{3,45}) DST=(\S{3,45}) /
const DENIES =
  /\b(?:block(?:ed)?|drop(?:ped)?|reject(?:ed)?|den(?:y|ied)|refuse[ds]?)\b|(?:^|[_-])(?:drop|deny|reject|block)/i
const ALLOWS = /\b(?:accept(?:ed)?|allow(?:ed)?|pass(?:ed)?|permit(?:ted)?)\b/i

/** A kernel line of iptables or nftables (LOG target): what the rule did is said by its prefix alone. Fields: netfilter.org, nf_log */
export function netfilter(line: string): ParsedRecord {
  if (!line.includes(' DST=')) return null
  const found = NETFILTER.exec(line)
  if (found === null) return null
  const [, , out = '', source = '', target = ''] = found
  if (out === '') return 'ignored'
  const words = prefixOf(line.slice(0, found.index))
  return entry({
    format: 'netfilter',
    protocol: /\bPROTO=(\w{1,10})/.exec(line)?.[1]?.toLowerCase() ?? 'other',
    host: hostOf(target),
    port: portOf(/\bDPT=(\d{1,5})/.exec(line)?.[1]),
    outcome: outcomeOf(words),
    source,
    reason: words === '' ? null : words.replace(/:$/, ''),
  })
}

/** Of what stands before, in characters: more is no prefix (29 at most, iptables-extensions(8), LOG). */
const LONGEST = 200

/** `[UFW BLOCK] `, or what stands behind the kernel’s clock: `[12.3] egress-drop: `. */
function prefixOf(line: string): string {
  const before = line.slice(-LONGEST)
  const bracketed = /\[([A-Z][^\]\d]{2,40})\]\s*$/.exec(before)?.[1]
  return bracketed ?? /[^\]]{0,80}$/.exec(before)?.[0].trim() ?? ''
}

function outcomeOf(prefix: string): RequestOutcome {
  if (DENIES.test(prefix)) return 'denied'
  return ALLOWS.test(prefix) ? 'allowed' : 'unknown'
}
