import { quoted } from '../document/shell-word.ts'
import { whyLines } from './comment.ts'
import { type GoogleName, googleNamesLed } from './google-zones.ts'
import type { Need } from './need.ts'
import type { Rendered } from './rendered.ts'
import { googleNames } from './rule-names.ts'
import { command, comments, script } from './shell.ts'

const TTL = 300

/**
 * Rules of a response policy of Cloud DNS, as commands: each overrides one name, where a private zone leads a whole
 * domain. Source: docs.cloud.google.com/dns/docs/zones/manage-response-policies
 */
export function gcpResponsePolicyRules(needs: readonly Need[]): Rendered {
  const { names, left } = googleNamesLed(needs)
  if (names.length === 0) return { lines: [], left }
  const ids = googleNames(names.map(({ host }) => host))
  const variables = {
    PROJECT: 'project of the response policy',
    RESPONSE_POLICY: 'name of the response policy of the network',
  }
  const rules = names.flatMap((name, i) => ['', ...ruleLines(name, ids[i] ?? '')])
  return {
    lines: [
      ...comments([
        'Each rule changes one name for every client of the networks of the policy, of a Shared VPC also those of service',
        'projects, and goes before private zones. A network has one response policy: look before another is made.',
        'Names that clients will ask for and that are not in here stay as they are: --for gcp-dns leads whole domains.',
      ]),
      ...script(variables, rules.slice(1)),
      '',
      ...comments([
        'Where the network has no response policy. Nothing is made before this is called: perimeter_response_policy NETWORKS',
      ]),
      'perimeter_response_policy() {',
      '  : "${PROJECT:?project}" "${RESPONSE_POLICY:?name}" "${1:?networks, separated by commas}"',
      ...command(
        ['gcloud dns response-policies create', '"$RESPONSE_POLICY"'],
        [`--project="$PROJECT" --networks="$1" --description='Leads names of Google'`],
      ),
      '}',
    ],
    left,
  }
}

function ruleLines({ host, addresses4, addresses6, needs }: GoogleName, id: string) {
  const data = [
    { type: 'A', addresses: addresses4 },
    { type: 'AAAA', addresses: addresses6 },
  ].filter(({ addresses }) => addresses.length > 0)
  return [
    ...comments(whyLines(needs, (need) => need.host)),
    ...command(
      ['gcloud dns response-policies rules create', id],
      [
        `--project="$PROJECT" --response-policy="$RESPONSE_POLICY" --dns-name=${host}.`,
        ...data.map(
          ({ type, addresses }) =>
            `--local-data=${quoted(`name=${host}.,type=${type},ttl=${TTL},rrdatas=${addresses.join('|')}`)}`,
        ),
      ],
    ),
  ]
}
