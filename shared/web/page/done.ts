import { INCIDENTS, STATUS } from '../../view/links.ts'
import { html, type Value } from './html.ts'
import { shell } from './shell.ts'

/** What became of something that was asked for on a page, and the way back. It is not fetched again by itself. */
export function donePage(title: string, said: readonly Value[]): string {
  const back = html`<p><a href="${STATUS}">Status</a> · <a href="${INCIDENTS}">Incidents</a></p>`
  return shell({
    title: `${title} · Perimeter`,
    main: html`<h1>${title}</h1>${said.map((line) => html`<p>${line}</p>`)}${back}`,
    ...{ verdict: null, current: null, refresh: 0, now: null },
  })
}
