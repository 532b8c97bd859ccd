import { once } from '../../address/remembered.ts'
import type { RequestObservation } from '../../model/observation.ts'

/** The parts of an HTTP answer that tell who gave it. */
export type Answer = Pick<RequestObservation, 'status' | 'headers' | 'body'> &
  Partial<Pick<RequestObservation, 'url' | 'page' | 'reason' | 'bodyComplete' | 'grpc'>>

export function headerOf(answer: Pick<Answer, 'headers'>, name: string): string {
  return Object.hasOwn(answer.headers, name) ? (answer.headers[name] ?? '') : ''
}

/** The host that was asked, lower case; empty where the answer does not say. */
export const hostOf = once((answer: Pick<Answer, 'url'>): string =>
  (URL.parse(answer.url ?? '')?.hostname ?? '').replace(/^\[|\]$/g, ''),
)

/** The kept beginning of the body, and the words of the page where it goes on. */
export function wholeText({ body, page }: Pick<Answer, 'body' | 'page'>): string {
  return page === undefined ? body : `${body}\n${page}`
}

/** The words of an answer without its markup, lower case, with single spaces. One pass over at most 3 KiB. */
export const wordsOf = once((answer: Pick<Answer, 'body' | 'page'>): string => {
  const text = answer.page ?? stripped(answer.body)
  return text.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim()
})

/** Whether the body is for people: HTML or plain text, not the JSON or XML that programs read. */
export function isForPeople(answer: Answer): boolean {
  const type = headerOf(answer, 'content-type')
  if (/json|application\/xml|text\/xml|grpc|octet-stream/i.test(type)) return false
  const begin = answer.body.slice(0, 300).trimStart().toLowerCase()
  if (begin.startsWith('<?xml')) return begin.includes('<html') || begin.includes('<!doctype html')
  return !begin.startsWith('{') && !begin.startsWith('[')
}

function stripped(html: string): string {
  return html
    .split('<')
    .map((part, i) => (i === 0 ? part : part.slice(part.indexOf('>') + 1)))
    .join(' ')
}

/** The title of a page, lower case; empty without one. */
export function titleOf({ body, page }: Pick<Answer, 'body' | 'page'>): string {
  if (page !== undefined) return (page.split('\n')[0] ?? '').toLowerCase()
  return (/<title[^>]{0,80}>([^<]{0,200})/i.exec(body)?.[1] ?? '').toLowerCase().trim()
}
