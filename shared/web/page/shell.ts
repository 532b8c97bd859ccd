import type { Verdict } from '../../model/finding.ts'
import { INCIDENTS, STATUS } from '../../view/links.ts'
import { CLIENT } from './client.ts'
import { constant, type Html, html } from './html.ts'
import { STYLE } from './style.ts'

export interface PageShell {
  /** Also the name of the tab: what does not work comes first. */
  readonly title: string
  /** Colour and shape of the icon of the tab; null while nothing is known. */
  readonly verdict: Verdict | null
  readonly current: 'status' | 'incidents' | null
  /** Seconds between two refreshes while the page is looked at; 0: none. */
  readonly refresh: number
  /** Null: the page does not depend on the time. */
  readonly now: string | null
  readonly main: Html
}

/** A whole page: main part, navigation, style and script, all in one document. */
export function shell(page: PageShell): string {
  return html`<!doctype html>
<html lang="en" data-refresh="${page.refresh}">
<head>
<meta charset="utf-8">
<title>${page.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="${iconOf(page.verdict)}">
<style>${constant(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<span class="brand">Perimeter</span>
<nav aria-label="Pages">${entry('Status', STATUS, page.current === 'status')}${entry('Incidents', INCIDENTS, page.current === 'incidents')}</nav>
<p id="live" role="status">${page.now === null ? null : `As of ${page.now.slice(0, 19).replace('T', ' ')} UTC.`}</p>
</header>
<main id="main">
${page.main}
</main>
<aside><details id="explain"><summary>Explain an error</summary>
<p>Paste an error, the output of a tool or lines of a log. Nothing is probed.</p>
<textarea id="explain-text" rows="6" maxlength="32768" aria-label="Text to explain"></textarea>
<p><button type="button" data-explain hidden>Explain</button></p>
<pre id="explained" role="status"></pre></details></aside>
<script>${constant(CLIENT)}</script>
</body>
</html>
`.toString()
}

function entry(name: string, href: string, current: boolean): Html {
  return current
    ? html`<a href="${href}" aria-current="page">${name}</a>`
    : html`<a href="${href}">${name}</a>`
}

/** Fill and shape: a disc for a pass, a square for a failure, and so on; not the colour alone. */
const ICONS: Readonly<Record<Verdict | 'none', string>> = {
  pass: '<circle cx="8" cy="8" r="6" fill="%231a7f37"/>',
  warn: '<path d="M8 1l7 14H1z" fill="%23bf8700"/>',
  fail: '<path d="M1 1h14v14H1z" fill="%23cf222e"/><path d="M4 4l8 8M12 4l-8 8" stroke="%23fff" stroke-width="2"/>',
  inconclusive: '<circle cx="8" cy="8" r="5" fill="none" stroke="%238250df" stroke-width="3"/>',
  none: '<circle cx="8" cy="8" r="5" fill="none" stroke="%23888" stroke-width="2"/>',
}

function iconOf(verdict: Verdict | null): string {
  const shape = ICONS[verdict ?? 'none']
  return `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${shape}</svg>`
}
