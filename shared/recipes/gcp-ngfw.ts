import { quoted } from '../document/shell-word.ts'
import { type Omitted, omitted, whyLines } from './comment.ts'
import { layer4Of, rangesOf } from './gcp-firewall.ts'
import { isVip } from './google-vips.ts'
import type { Need } from './need.ts'
import { direct, type Rendered, WHY } from './rendered.ts'
import { command, comments, script } from './shell.ts'

/** Names in one rule: short enough to be read, and well below what a rule may hold. */
const MOST_NAMES = 25
const NO_WILDCARD =
  'No rule for the wildcard: FQDN objects hold full names only. A Secure Web Proxy takes wildcards'

interface Rule {
  readonly action: 'allow' | 'deny'
  readonly layer4: string
  readonly to: string
  readonly note: string | null
  readonly needs: readonly Need[]
}

/** Egress rules of a network firewall policy: FQDN objects for names, ranges for what has addresses. */
export function gcpNgfwRules(needs: readonly Need[]): Rendered {
  const { rest, left } = direct(needs)
  const named = rest.filter(isNamed)
  const byRange = rangesOf(rest.filter((need) => !isNamed(need)))
  const rules = [
    ...byRange.map(({ prefixes, ...rule }) => ({ ...rule, to: ranges(prefixes) })),
    ...namedRules(named),
  ].toSorted((a, b) => Number(b.action === 'deny') - Number(a.action === 'deny'))
  const variables = {
    PROJECT: 'project of the policy',
    FIREWALL_POLICY: 'name of a global network firewall policy that is associated with the network',
  }
  const lines = rules.flatMap((rule, i) => ['', ...ruleLines(rule, i)])
  const priority = ['PRIORITY=${PRIORITY:-1000} # of the first rule; the others follow']
  const about = comments([
    'FQDN objects belong to Cloud NGFW Standard. They represent the addresses that Cloud DNS gives for the name, at most',
    '32 of each family: another name at the same address passes, too. They do not work with an alternative name server.',
    'A policy is made and bound to a network by:',
    '  gcloud compute network-firewall-policies create POLICY --global',
    '  gcloud compute network-firewall-policies associations create --firewall-policy=POLICY --network=NETWORK --global-firewall-policy',
  ])
  return {
    lines: rules.length === 0 ? [] : [...about, ...script(variables, [...priority, ...lines])],
    left: [...left, ...rest.flatMap(unfit)],
  }
}

/** What has neither a range of its own nor addresses that it must have. */
function isNamed({ kind, leads, addresses }: Need): boolean {
  return kind === 'name' && leads === 'public' && addresses.length === 0
}

function unfit(need: Need): readonly Omitted[] {
  if (need.kind === 'wildcard' && !isVip(need.leads)) return [omitted(need, NO_WILDCARD)]
  if (need.leads !== 'private' || need.addresses.length > 0) return []
  return [omitted(need, WHY.privateAddresses)]
}

function namedRules(needs: readonly Need[]): readonly Rule[] {
  const keys = [...new Set(needs.map((need) => `${need.action} ${layer4Of(need)}`))].toSorted()
  return keys.flatMap((key) => {
    const mine = needs.filter((need) => `${need.action} ${layer4Of(need)}` === key)
    return chunks(mine).flatMap((some) => {
      const [first] = some
      if (first === undefined) return []
      const hosts = [...new Set(some.map((need) => need.host))]
      const to = `--dest-fqdns=${hosts.map(quoted).join(',')}`
      return [{ action: first.action, layer4: layer4Of(first), to, note: null, needs: some }]
    })
  })
}

function chunks(needs: readonly Need[]): readonly (readonly Need[])[] {
  const count = Math.ceil(needs.length / MOST_NAMES)
  return Array.from({ length: count }, (_, i) => needs.slice(i * MOST_NAMES, (i + 1) * MOST_NAMES))
}

function ranges(prefixes: readonly string[]): string {
  return `--dest-ip-ranges=${prefixes.map(quoted).join(',')}`
}

function ruleLines({ action, layer4, to, needs, note }: Rule, index: number): readonly string[] {
  return [
    ...comments(note === null ? whyLines(needs) : [note]),
    ...command(
      [`gcloud compute network-firewall-policies rules create "$((PRIORITY + ${index}))"`],
      [
        '--project="$PROJECT" --firewall-policy="$FIREWALL_POLICY" --global-firewall-policy',
        `--direction=EGRESS --action=${action} --layer4-configs=${layer4}`,
        to,
      ],
    ),
  ]
}
