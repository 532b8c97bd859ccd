import { authorityOf } from '../address/authority.ts'
import type { Need, Reason } from './need.ts'

/** Letters, digits and punctuation that means nothing to a shell, to JSON, to ARM, to squid or to a zone file. */
const NOT_PLAIN = /[^\p{L}\p{M}\p{N} .,:/_+=@%’–…-]+/gu
const LONGEST = 240

/**
 * Text of a configuration, a catalog or a report as a comment may hold it: one line, and nothing that could end the
 * comment or mean something behind it, also in a shell that takes no comments at its prompt.
 */
export function plain(text: string): string {
  const line = text
    .replaceAll(';', ', ')
    .replace(NOT_PLAIN, ' ')
    .replace(/ +/g, ' ')
    .replaceAll(' ,', ',')
    .trim()
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`
}

/** Why something is needed, a line or two a reason: the row, what it makes work, the source and its date; why a wildcard. */
export function reasonLines({ reasons }: Pick<Need, 'reasons'>): readonly string[] {
  return reasons.flatMap((reason) => [
    reasonLine(reason),
    ...(reason.wildcard === null ? [] : [plain(`wildcard: ${reason.wildcard}`)]),
  ])
}

function reasonLine({ target, works, source, optional }: Reason): string {
  const parts = [
    `${target}: ${works.join(', ')}`,
    ...(source === null ? [] : [`source ${source.key} of ${source.asOf}`]),
    ...(optional ? ['needed in some cases only'] : []),
  ]
  return plain(parts.join(' – '))
}

/** The same in one text, for a field that describes a rule; at most so many characters. */
export function description(needs: readonly Need[], most: number): string {
  const lines = [...new Set(needs.flatMap(reasonLines))]
  const text = lines.join(', ')
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}

/** What a format cannot express, and why. */
export interface Omitted {
  readonly what: string
  readonly why: string
}

/** A need that a format cannot hold. */
export function omitted(need: Need, why: string): Omitted {
  return { what: shown(need), why }
}

/** A need in a few words: `pypi.org:443`. */
export function shown({ host, port, to, protocol }: Need): string {
  if (protocol === 'none') return host
  return `${authorityOf({ host, port })}${to === undefined ? '' : `-${to}`}`
}

/** What is needed and why, for a comment above one rule for all of them; each thing once. */
export function whyLines(
  needs: readonly Need[],
  name: (need: Need) => string = shown,
): readonly string[] {
  const names = [...new Set(needs.map(name))]
  return names.flatMap((text) => {
    const lines = needs.filter((need) => name(need) === text).flatMap(reasonLines)
    return [text, ...[...new Set(lines)].map((line) => `  ${line}`)]
  })
}

/** What is omitted, by reason, in order. */
export function omittedLines(left: readonly Omitted[]): readonly string[] {
  const whys = [...new Set(left.map(({ why }) => why))]
  return whys.flatMap((why) => {
    const whats = left.filter((item) => item.why === why).map((item) => item.what)
    return [`${why}:`, ...[...new Set(whats)].map((what) => `  ${what}`)]
  })
}
