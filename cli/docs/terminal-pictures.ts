import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { perimeter } from '../program.ts'

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/explain', import.meta.url))
const COLUMNS = 96

/** What is shown: a command, and the file of which the text comes. */
export const TERMINAL_PICTURES = [
  { name: 'build-log', file: 'build.log', shown: 'perimeter explain build.log' },
  { name: 'nslookup', file: 'nslookup.txt', shown: 'perimeter explain nslookup.txt' },
  { name: 'java-trace', file: 'trace.txt', shown: 'perimeter explain trace.txt' },
] as const

/** Runs a command as it stands in the picture, on a terminal of `COLUMNS`, and draws what it printed, as SVG. */
export async function terminalPicture(
  picture: (typeof TERMINAL_PICTURES)[number],
): Promise<string> {
  let text = ''
  await perimeter(['explain', picture.file], {
    out: (more) => {
      text += more
    },
    err: () => {},
    env: {},
    cwd: FOLDER,
    terminal: { out: false, err: false, columns: COLUMNS },
    signal: new AbortController().signal,
    sleep: async () => {},
  })
  return drawn([`$ ${picture.shown}`, ...text.trimEnd().split('\n')])
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (letter) => ESCAPES[letter] ?? '')
}

const LINE = 19
/** Of a letter of 14 pixels; the widest of the usual fonts. */
const LETTER = 8.5
const EDGE = 16
const TOP = 44

function drawn(lines: readonly string[]): string {
  const width = Math.ceil(COLUMNS * LETTER) + 2 * EDGE
  const height = TOP + lines.length * LINE + EDGE
  const texts = lines.map((line, at) => {
    const kind = at === 0 ? 'prompt' : /^\S/.test(line) ? 'title' : 'text'
    return line === ''
      ? ''
      : `<text class="${kind}" x="${EDGE}" y="${TOP + (at + 1) * LINE - 5}" xml:space="preserve">${escaped(line)}</text>\n`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(lines[0] ?? '')}</title>
<style>
text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #d7dae0 }
.title { font-weight: 700; fill: #ffffff }
.prompt { fill: #8fd18f }
</style>
<rect width="100%" height="100%" rx="8" fill="#1b1e24"/>
<circle cx="20" cy="18" r="6" fill="#ec6a5e"/>
<circle cx="40" cy="18" r="6" fill="#f4bf4f"/>
<circle cx="60" cy="18" r="6" fill="#61c554"/>
${texts.join('')}</svg>
`
}

if (import.meta.main) {
  await mkdir(FOLDER, { recursive: true })
  for (const picture of TERMINAL_PICTURES)
    await writeFile(path.join(FOLDER, `${picture.name}.svg`), await terminalPicture(picture))
}
