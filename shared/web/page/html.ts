import { raw, html as tagged } from 'hono/html'
import { visible } from '../../view/visible.ts'

/** A piece of a page: escaped, and safe to put into another piece. */
export type Html = ReturnType<typeof raw>

/** What a template takes. Null is nothing. */
export type Value = string | number | null | Html | readonly Value[]

/** Characters of one text that a page shows: a server may send more than anybody reads. */
const LONGEST = 4_000

/**
 * A piece of a page. Servers, resolvers and proxies choose much of what is shown, so every text that goes in is
 * cut to a bearable length, has its controls and bidirectional marks written out, and is escaped; here, at the
 * one sink, so that no view can forget it.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const made = tagged(strings, ...values.map(shown))
  if (made instanceof Promise)
    throw new TypeError('Cannot render a page: a piece of it is a promise')
  return made
}

/** A sentence in which words between backticks are those of a configuration: they are set as code. */
export function sentence(text: string): Html {
  const parts = text.split('`')
  // An odd backtick, as a server may send it, sets nothing.
  if (parts.length % 2 === 0) return html`${text}`
  return html`${parts.map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))}`
}

/** A text whose line breaks are its own, for `pre` and `textarea`; everything else as in `html`. */
export function lines(text: string): Html {
  const safe = text
    .split('\n')
    .map((line) => visible(line))
    .join('\n')
  return tagged`${safe}` as Html
}

/** Our own constant text, put in as it is: never anything that came from outside. */
export function constant(text: string): Html {
  return raw(text)
}

function shown(value: Value): unknown {
  if (typeof value === 'string') return visible(cut(value))
  if (Array.isArray(value)) return value.map(shown)
  // A plain object could claim to be escaped; only what a template made is a String object.
  if (typeof value === 'object' && value !== null && !(value instanceof String))
    throw new TypeError('Cannot render a page: a piece of it is neither text nor markup')
  return value
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)`
}
