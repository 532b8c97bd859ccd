import type { ResponseHead } from './response-head.ts'

/** A rule that senders of HTTP/1.1 must keep, and how a head breaks it. */
interface SpecRule {
  readonly broken: (lines: readonly string[], head: ResponseHead) => boolean
  readonly says: string
}

/**
 * What senders must not send, and strict parsers therefore refuse. Not here: white space round a value, interim answers,
 * and what else recipients have to take (RFC 9110, 5.5 and 15.2; RFC 9112, 5.1).
 */
const RULES: readonly SpecRule[] = [
  {
    broken: (lines) => lines.some((line) => !line.endsWith('\r')),
    says: 'lines end with a line feed alone (RFC 9112, 2.2)',
  },
  {
    broken: (lines) => lines.some((line) => /^[ \t]/.test(line)),
    says: 'a header is folded over several lines (RFC 9112, 5.2)',
  },
  {
    broken: (lines) => lines.filter(isHeader).some((line) => !NAMED.test(line)),
    says: 'a header name holds a character that names must not have (RFC 9110, 5.1)',
  },
  {
    broken: (lines) => lines.some((line) => CONTROL.test(line)),
    says: 'a header holds a control character (RFC 9110, 5.5)',
  },
  {
    broken: (_, { headers }) => headers.filter(([name]) => name === 'content-length').length > 1,
    says: 'Content-Length stands there more than once (RFC 9110, 8.6)',
  },
  {
    broken: (_, { headers }) =>
      ['content-length', 'transfer-encoding'].every((key) =>
        headers.some(([name]) => name === key),
      ),
    says: 'Content-Length stands beside Transfer-Encoding (RFC 9112, 6.2)',
  },
]

/** Neither a status line, nor blank, nor the second line of a folded header. */
function isHeader(line: string): boolean {
  return line.length > 1 && !/^(HTTP\/|[ \t])/.test(line)
}

/** A name that is a token (RFC 9110, 5.6.2), and its colon. */
const NAMED = /^[\w!#$%&'*+.^`|~-]+:/

/** A control character other than the tab, within a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r./

/** In which ways the head of an answer breaks HTTP/1.1, in words; none: in no way that is known here. */
export function outOfSpec(bytes: Buffer, head: ResponseHead): readonly string[] {
  const lines = bytes.toString('latin1', 0, head.length).split('\n').slice(0, -2)
  return RULES.filter(({ broken }) => broken(lines, head)).map(({ says }) => says)
}

/** Words of a strict parser about what is in order all the same: a tab beside a number is white space (RFC 9110, 5.6.3). */
const TOLERABLE = /Invalid character in Content-Length|does not match content-length/

/** Why a strict parser refused an answer that can be read: by the rules above, else by its own words; empty: needlessly. */
export function whyRefused(bytes: Buffer, head: ResponseHead, parser: string): string {
  const broken = outOfSpec(bytes, head)
  // undici takes an interim 100 for an error; it is none (RFC 9110, 15.2.1).
  if (broken.length > 0 || parser === 'bad response' || TOLERABLE.test(parser)) {
    return broken.join('; ')
  }
  return parser
}
