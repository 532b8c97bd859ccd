import {
  type ExplainedFlow,
  isAsExpected,
  isMostlyUnread,
  type LogExplanation,
} from '../traffic-log/explain.ts'
import { type Breakage, logBlocks } from './log-blocks.ts'
import { targetList } from './log-targets.ts'
import {
  circumstances,
  countsText,
  flowName,
  passedWord,
  remark,
  shutWord,
  stoppedWord,
  tallyText,
  undecidedHints,
  verdictsText,
} from './log-words.ts'
import { code, fence, prose } from './markdown-text.ts'
import { plural } from './text.ts'
import { visibleAll } from './visible.ts'

const LISTED = 50
const TARGETS = 100

/** What a log says, to paste into a ticket, as GitHub-flavoured Markdown. Ends with a newline. */
export function markdownLog(given: LogExplanation): string {
  const explanation = visibleAll(given)
  const blocks = logBlocks(explanation)
  const { beyond, tally, flows } = explanation
  const yaml = targetList(blocks.strangers, TARGETS)
  const more =
    beyond === 0
      ? []
      : [
          `${plural(beyond, 'request')} of further flows, beyond the first ${flows.length}, are not shown.`,
        ]
  const parts = [
    `## ${heading(explanation)}`,
    `${prose(verdictsText(explanation))}. ${prose(tallyText(explanation))}.`,
    ...more,
    ...undecidedHints(tally).map((hint) => `${prose(hint)}.`),
    ...part(`${stoppedWord(blocks.needed)}, and needed`, blocks.needed.map(breakage)),
    ...part('Let through, and must be blocked', list(blocks.leaks)),
    ...part(
      `${stoppedWord(blocks.sometimes)}, needed in some cases only`,
      blocks.sometimes.map(breakage),
    ),
    ...part(`${shutWord(blocks.shut)}, as it must be`, list(blocks.shut)),
    ...part('In no catalog', list(blocks.strangers)),
    ...(yaml === ''
      ? []
      : [
          'Those of them that you need, ready for your configuration:',
          fence(yaml.trimEnd().split('\n')),
        ]),
    ...part(passedWord(blocks.fine), list(blocks.fine)),
    ...part(
      `Not understood: ${tally.malformed.count}`,
      tally.malformed.first.map(({ line, text }) => `- line ${line}: ${code(text)}`),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Never more reassuring than the exit status. */
function heading(explanation: LogExplanation): string {
  const { affected } = explanation
  if (affected.some(({ needed }) => needed)) return 'The log shows what breaks'
  if (!isAsExpected(explanation)) return 'Something was let through that must be blocked'
  return isMostlyUnread(explanation)
    ? 'The log does not say what was denied'
    : 'Nothing needed was denied'
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`### ${title}`, lines.join('\n')]
}

function breakage({ breaks, flows }: Breakage): string {
  const titles = breaks.map(({ name, in: from, symptom }) => {
    const where = from === '' ? '' : ` (${prose(from)})`
    return `**${prose(name)}**${where}${symptom === '' ? '' : `: ${prose(symptom)}`}  `
  })
  return [...titles, '', ...list(flows), ''].join('\n')
}

function list(flows: readonly ExplainedFlow[]): readonly string[] {
  const shown = flows.slice(0, LISTED).map(oneFlow)
  const hidden = flows.length - shown.length
  return hidden > 0 ? [...shown, `- and ${plural(hidden, 'other')}`] : shown
}

function oneFlow(flow: ExplainedFlow): string {
  const refused = flow.verdict === 'denied' || flow.verdict === 'failed'
  const said = [
    countsText(flow),
    circumstances(flow),
    refused ? (flow.reason ?? '') : '',
    flow.note ?? '',
    flow.rows.map((row) => row.id).join(', '),
    remark(flow),
  ].filter((text) => text !== '')
  return `- ${code(flowName(flow))} ${prose(said.join('; '))}`
}
