import { clip } from '../../view/text.ts'
import type { Hop, Way } from './hops.ts'
import { type Html, html, type Value } from './html.ts'

/** Units of the drawing: one is a pixel, unless the screen is narrower. */
const BOX = { width: 190, height: 52 }
const GAP = 54
const LINE = 22
/** Characters that fit into a box, and on the line below its title. */
const TITLE = 25
const SAYS = 28
/** More hops than these are drawn one below the other on any screen. */
const BESIDE = 5
/** What stands in the list below the picture of one hop. */
const LINE_OF_HOP = 200
/** The line for the evidence of a hop. */
const EVIDENCE = 18

/** The way of a target as a picture, the break marked; on a narrow screen from top to bottom. */
export function pathSection(way: Way): Html {
  const says = sentenceOf(way)
  const shapes = way.hops.length > BESIDE ? (['long'] as const) : (['wide', 'tall'] as const)
  return html`<section class="path" aria-label="Path">${shapes.map((shape) => drawn(way, says, shape))}${listed(way)}</section>
`
}

/** The hops in full, where a picture has no room for what a configuration says. */
function listed({ hops, code }: Way): Value {
  if (hops.every(({ evidence }) => evidence === undefined)) return null
  return html`<ol class="walk">${hops.map(({ kind, title, says, broken, evidence }) => html`<li>${broken ? html`<strong>BREAK (${code}):</strong> ` : null}<span class="name">${clip(title, LINE_OF_HOP)}</span>${kind === 'vantage' || says === '' ? null : `: ${clip(says, LINE_OF_HOP)}`} <span class="where">(${BY[evidence ?? 'wire']})</span></li>`)}</ol>`
}

/** By what a hop is known. */
const BY: Readonly<Record<NonNullable<Hop['evidence']>, string>> = {
  wire: 'seen on the wire',
  configuration: 'by the configuration',
  both: 'seen on the wire, and by the configuration',
  none: 'no evidence',
}

/** The same in words: `here; resolver 10.0.0.4: 10.1.2.5; BREAK ...`. */
function sentenceOf({ hops, code }: Way): string {
  const parts = hops.map(({ kind, title, says, state, broken, evidence }) => {
    const by = evidence === undefined ? '' : `, ${BY[evidence]}`
    const what =
      kind === 'vantage'
        ? title
        : `${clip(title, LINE_OF_HOP)}: ${clip(says || state, LINE_OF_HOP)}${by}`
    return broken ? `BREAK (${code}) at ${what}` : what
  })
  return `Path: ${parts.join(', then ')}`
}

function drawn({ hops, verdict }: Way, says: string, shape: 'wide' | 'tall' | 'long'): Html {
  const wide = shape === 'wide'
  const high = BOX.height + (hops.some(({ evidence }) => evidence !== undefined) ? EVIDENCE : 0)
  const step = wide ? BOX.width + GAP : high + LINE
  const long = step * hops.length - (wide ? GAP : LINE) + 4
  const [width, height] = wide ? [long, high + 4] : [BOX.width + 134, long]
  const broken = hops.findIndex((hop) => hop.broken)
  return html`<svg class="${shape} ${verdict}" role="img" aria-label="${says}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${hops.map(
    (hop, i) => {
      const [x, y] = wide ? [2 + i * step, 2] : [67, 2 + i * step]
      return html`${i === 0 ? null : edge(x, y, wide ? high : null, lookOf(hop, i, broken))}${box(hop, x, y, high)}`
    },
  )}</svg>`
}

/** What comes after the break, and was not seen, is drawn as not reached. */
function lookOf({ broken, state }: Hop, index: number, breakAt: number): string {
  if (broken) return 'break'
  if (state === 'unseen') return 'unseen'
  return state === 'failed' && breakAt >= 0 && index > breakAt ? 'unseen' : state
}

function box(
  { kind, title, says, state, broken, evidence }: Hop,
  x: number,
  y: number,
  high: number,
): Html {
  const middle = x + BOX.width / 2
  return html`<rect class="hop ${broken ? 'break' : state}" x="${x}" y="${y}" width="${BOX.width}" height="${high}" rx="6"/><text class="title" x="${middle}" y="${y + 22}">${clip(title, TITLE)}</text><text x="${middle}" y="${y + 40}">${clip(kind === 'vantage' ? 'this vantage' : says, SAYS)}</text>${evidence === undefined ? null : html`<text class="by" x="${middle}" y="${y + 40 + EVIDENCE}">${evidence}</text>`}`
}

/** `high`: of the boxes beside each other; null: they stand one below the other. */
function edge(x: number, y: number, high: number | null, look: string): Html {
  const wide = high !== null
  const [fromX, fromY] = wide ? [x - GAP, y + high / 2] : [x + BOX.width / 2, y - LINE]
  const [toX, toY] = wide ? [x, fromY] : [fromX, y]
  const middle = { x: (fromX + toX) / 2, y: (fromY + toY) / 2 }
  return html`<line class="edge ${look}" x1="${fromX}" y1="${fromY}" x2="${toX}" y2="${toY}"/>${look === 'break' ? cross(middle) : null}`
}

function cross({ x, y }: { readonly x: number; readonly y: number }): Value {
  return html`<circle class="cross" cx="${x}" cy="${y}" r="10"/><path class="cross" d="M${x - 5} ${y - 5}l10 10m0-10l-10 10"/>`
}
