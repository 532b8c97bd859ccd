import { withoutMentions } from './mentions.ts'

const ESC = String.fromCharCode(27)
const COLOUR = new RegExp(`${ESC}\\[[0-9;?]{0,20}[A-Za-z]`, 'g')
const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
  lt: '<',
  gt: '>',
  amp: '&',
  nbsp: ' ',
}

/**
 * A text as its author wrote it: without colours and boxes of a terminal, without the escapes of JSON and HTML that
 * people copy along. Lines of tools that say that an endpoint is well are skipped: they explain nothing.
 */
export function plainText(text: string): string {
  const bare = text
    .replace(COLOUR, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^[│╷╵╎┃|] ?(?=\S|$)/gm, '')
    .replaceAll('\u0000', '')
  return withoutMentions(withoutHealthy(unescaped(bare)))
}

function unescaped(text: string): string {
  const html = text.includes('&')
    ? text.replace(
        /&(quot|apos|#39|#34|lt|gt|amp|nbsp);/g,
        (_, name: string) => ENTITIES[name] ?? '',
      )
    : text
  return html.includes('\\')
    ? html
        .replace(/\\{1,3}(["'/])/g, '$1')
        .replace(/\\{1,2}r?\\{0,2}n(?=\s|[A-Z"'\u2026]|at )/g, '\n')
        .replace(/\\{1,2}u0027/g, "'")
        .replace(/\\{1,2}u0022/g, '"')
        .replace(/\\t/g, ' ')
    : html
}

/** A row of azcmagent check, old and new form, whose endpoint is reachable. */
const HEALTHY = /^[^\n|]{0,40}\|?\s{0,4}https?:\/\/\S{1,260}\s{0,80}\|?\s{0,4}true\b[^\n]*$/gim

function withoutHealthy(text: string): string {
  return /\breachable\b/i.test(text) ? text.replace(HEALTHY, '') : text
}
