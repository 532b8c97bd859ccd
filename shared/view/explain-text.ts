import type { NamedPeer, System, TextExplanation, ToldFailure } from '../error-text/explanation.ts'
import type { Reported } from '../error-text/last-report.ts'
import { LAYER_WORDS } from '../error-text/meanings/meaning.ts'
import { FINDINGS } from '../finding/table.ts'
import type { Section } from './explain.ts'

/** The findings of which the meaning is told; the others are named. */
const TOLD_FINDINGS = 4
const MOST_ENDPOINTS = 12

/** The sentence that a text without any sign of the network gets. */
export const SAYS_NOTHING = 'This text alone says nothing about the network.'

/** What a pasted text says, as sections under a title, the most certain first. */
export function explanationSections(
  explanation: TextExplanation,
): readonly [string, readonly Section[]] {
  const { told, also, systems, notes, check, lookFor } = explanation
  const sections: readonly Section[] = [
    ...(told === null
      ? [['Hosts in it', explanation.hosts.map(peerText)] as const]
      : failureSections(told, explanation)),
    ...also.flatMap((one): readonly Section[] => [
      [
        `Also${one.healed === null ? '' : ', and over in the end'}: ${one.sentence}`,
        [...peersOf(one), ...over(one), codes(one.failures), named(one)].filter(
          (text) => text !== '',
        ),
      ],
    ]),
    ['The last report says', explanation.reported.map(reportedText)],
    ['Known to mislead', misleading(told, notes)],
    [
      told === null
        ? 'Belongs to'
        : `What it belongs to, and what else ${told.healed === null ? 'breaks' : 'broke'} with it`,
      systems.map(systemText),
    ],
    ['Its endpoints', (explanation.needs?.endpoints ?? []).slice(0, MOST_ENDPOINTS)],
    ['What to look at', explanation.needs?.hints ?? []],
    ['Look for', lookFor],
    [decideBy(explanation), check ?? howToGoOn(explanation)],
  ]
  return [title(explanation), sections]
}

/** The parameters of a catalog are examples, of which the text knows nothing. */
function decideBy({ check, needs }: TextExplanation): string {
  const isExample = check !== null && check === needs?.check && check.includes(' --with ')
  return `Decide it, from where the failing client runs${isExample ? ', with your own values' : ''}`
}

function title({ told, systems, hosts, logRecords, refusal }: TextExplanation): string {
  if (told !== null) {
    const by = refusal === null ? '' : ` A denial by ${refusal.who}.`
    const over = told.healed === null ? '' : 'It was over at the end of the text. Before that: '
    return `${over}${told.sentence}${by}`
  }
  if (logRecords > 0)
    return 'Records of a traffic log; nothing in them was denied or failed. perimeter explain-log reads the whole log.'
  if (systems.length > 0) {
    return hosts.length > 0
      ? 'The text names hosts, and no step of a connection: it does not say what went wrong with them, if anything did.'
      : 'The words are a message of a known system; they name no host and no step of a connection.'
  }
  return hosts.length > 0
    ? `${SAYS_NOTHING} It names hosts, and not what went wrong with them, if anything did.`
    : `${SAYS_NOTHING} It names no host and no step of a connection.`
}

function failureSections(
  told: ToldFailure,
  { refusal, logRecords }: TextExplanation,
): readonly Section[] {
  const search = refusal?.id ?? null
  return [
    ['Over, by these words', told.healed ?? ''],
    ['Where', [`Layer: ${told.layer}, ${LAYER_WORDS[told.layer]}`, ...peersOf(told)]],
    ['As a failure of a step', codes(told.failures)],
    ['Findings that it can be', findingTexts(told)],
    ['Does not tell', told.leavesOpen],
    ...(search === null
      ? []
      : [
          [
            'The log entry of the violation',
            `protoPayload.metadata.vpcServiceControlsUniqueIdentifier="${search}"`,
          ] as const,
        ]),
    ...(logRecords === 0
      ? []
      : [
          [
            'A traffic log',
            `perimeter explain-log reads the whole log, and groups its records by what needs them`,
          ] as const,
        ]),
    ['Words of', `${told.words}: ${told.source}`],
  ]
}

function over({ healed }: ToldFailure): readonly string[] {
  return healed === null ? [] : [`over, by these words: ${healed}`]
}

function peersOf({ peers }: ToldFailure): readonly string[] {
  return peers.map(peerText)
}

const ROLES: Readonly<Record<NamedPeer['role'], string>> = {
  target: 'Target',
  resolver: 'DNS server',
  proxy: 'Proxy',
  source: 'Client, as it was seen',
  reference: 'Page',
}

function peerText({ host, port, role, address }: NamedPeer): string {
  const shown = port === null ? host : host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
  return `${ROLES[role]}: ${shown}${address === null ? '' : ` (${address})`}`
}

function codes(list: readonly string[]): string {
  return list.join(', ')
}

function findingTexts({ findings }: ToldFailure): readonly string[] {
  const told = findings.slice(0, TOLD_FINDINGS).map((code) => `${code}: ${FINDINGS[code].means}`)
  const more = findings.slice(TOLD_FINDINGS)
  return more.length === 0 ? told : [...told, `or ${codes(more)}`]
}

function named({ findings }: ToldFailure): string {
  return findings.length === 0 ? '' : `can be ${codes(findings)}`
}

function misleading(told: ToldFailure | null, notes: TextExplanation['notes']): readonly string[] {
  const own = told?.misleads === null || told === null ? [] : [`${told.misleads} (${told.source})`]
  return [...own, ...notes.map(({ misleads, source }) => `${misleads} (${source})`)].slice(0, 2)
}

function systemText({ capability, host }: System): string {
  const why = host === null ? 'by these words' : `by ${host}`
  const symptom = capability.symptom === '' ? '' : `: ${capability.symptom}`
  return `${capability.id} (${capability.name}; ${why})${symptom}`
}

/** What was measured is worth more than what a text says, and stands beside it. */
function reportedText({ url, vantage, at, verdict, finding, since }: Reported): string {
  const when = since === null ? `at ${at}` : `since ${since}`
  const why = finding === null ? '' : `: ${finding.code}, ${finding.summary}`
  return `${url} from ${vantage}: ${verdict} ${when}${why}`
}

function howToGoOn({ ask }: TextExplanation): string {
  return ask === null
    ? ''
    : `perimeter check --url ${ask} with the host that the client was calling; the text does not name it`
}
