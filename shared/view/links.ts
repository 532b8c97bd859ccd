/** Paths of the pages. They are stable: people paste them into tickets. */
export const STATUS = '/api/status'
export const INCIDENTS = '/api/incidents'
const TARGET = '/api/target'
/** Where a form asks for a check. */
export const CHECK = '/api/check'

/** The page of a target, at one vantage or at the one where it fares worst. */
export function targetLink(id: string, vantage: string | null = null): string {
  const at = vantage === null ? '' : `&vantage=${encodeURIComponent(wellFormed(vantage))}`
  return `${TARGET}?id=${encodeURIComponent(wellFormed(id))}${at}`
}

/** One incident on a page of its own: it stays when the list has moved on. */
export function incidentLink(id: string): string {
  return `${INCIDENTS}?id=${encodeURIComponent(wellFormed(id))}`
}

/** Where a form or a program acknowledges or silences one incident. */
export function incidentAct(id: string, act: 'ack' | 'silence'): string {
  return `${INCIDENTS}/${encodeURIComponent(wellFormed(id))}/${act}`
}

/** A lone surrogate has no UTF-8, and encodeURIComponent throws for it. */
function wellFormed(text: string): string {
  return text.toWellFormed()
}

/** The address for a link to documentation; null for anything that is not plain http or https. */
export function outsideLink(text: string): string | null {
  if (!URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}
