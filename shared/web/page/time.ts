import { spanText } from '../../view/words.ts'
import { type Html, html } from './html.ts'

/** `2026-11-22 03:12:05 UTC`, in an element that machines read. */
export function timeText(at: string): Html {
  return html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time>`
}

/** `03:12:05 UTC` on the day of `now`, and the whole on any other. */
export function shortTime(at: string, now: string): Html {
  if (at.slice(0, 10) !== now.slice(0, 10)) return timeText(at)
  return html`<time datetime="${at}">${at.slice(11, 19)} UTC</time>`
}

/** How long ago: `4 min 10 s`. */
export function ageText(at: string, now: string): string {
  return spanText(Date.parse(now) - Date.parse(at))
}

/** The age, with the moment itself as its title and for machines. */
export function age(at: string, now: string): Html {
  return html`<time datetime="${at}" title="${at.slice(0, 19).replace('T', ' ')} UTC">${ageText(at, now)} ago</time>`
}
