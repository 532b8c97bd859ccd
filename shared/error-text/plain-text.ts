import { withoutPrefixes } from './line-prefix.ts'
import { withoutMentions } from './mentions.ts'
import { withoutFailedTries } from './tries.ts'

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
  return withoutFailedTries(withoutMentions(withoutHealthy(withoutPrefixes(unescaped(bare)))))
}

function unescaped(text: string): string {
  const html = text.includes('&') || text.includes('<') ? withoutHtml(text) : text
  const single = html.includes('""') ? html.replace(DOUBLED, '"') : html
  const lines = single.includes('\\n') && isJson(text) ? withLineEnds(single) : single
  return lines.includes('\\')
    ? lines
        .replace(/\\{1,7}(["'/])/g, '$1')
        .replace(SURE_END, '\n')
        .replace(/\\{1,2}u0027/g, "'")
        .replace(/\\{1,2}u0022/g, '"')
        .replace(/\\t/g, ' ')
    : lines
}

/** Tags that only show; those of XML are a part of what services say. */
const BLOCK = /<\/?(?:pre|div|p|br|tr|li|ul|table|blockquote)(?: [^<>\n]{0,200})?\/?>/gi
const CELL = /<\/?(?:td|th)(?: [^<>\n]{0,200})?>/gi
const INLINE = /<\/?(?:code|span|b|i|strong|em|font)(?: [^<>\n]{0,200})?>/gi

function withoutHtml(text: string): string {
  return text
    .replace(BLOCK, '\n')
    .replace(CELL, ' ')
    .replace(INLINE, '')
    .replace(/&(quot|apos|#39|#34|lt|gt|amp|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
}

/** In a path of Windows the same letters stand for a folder: C:\\new. */
const SURE_END = /\\{1,2}r?\\{0,2}n(?=\s|[A-Z"'\u2026]|at )/g
const END_IN_JSON = /(?<!\\)(?:\\r)?\\n/g
const END_IN_INNER_JSON = /(?:\\{1,2}r)?\\{1,2}n/g

function withLineEnds(json: string): string {
  return json.replace(/"\{\\"/.test(json) ? END_IN_INNER_JSON : END_IN_JSON, '\n')
}

function isJson(text: string): boolean {
  if (!/^\s{0,20}[{[]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    // Lines of JSON, or one that was cut.
    return false
  }
}

/** A quote in a field of CSV (RFC 4180, section 2.7), and no empty string of JSON. */
const DOUBLED = /""(?=[\w{[(<$/])|(?<=[\w}\])>/.])""/g

/** A row of azcmagent check, old and new form, whose endpoint is reachable. */
const HEALTHY = /^[^\n|]{0,40}\|?\s{0,4}https?:\/\/\S{1,260}\s{0,80}\|?\s{0,4}true\b[^\n]*$/gim

function withoutHealthy(text: string): string {
  return /\breachable\b/i.test(text) ? text.replace(HEALTHY, '') : text
}
