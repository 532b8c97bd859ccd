import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { rowsOfCatalog } from '../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../shared/catalog/row-index.ts'
import { Condenser } from '../../shared/error-text/condense.ts'
import { explainText } from '../../shared/traffic-log/explain-text.ts'
import { FlowTable } from '../../shared/traffic-log/flows.ts'
import { LogReader } from '../../shared/traffic-log/reader.ts'
import { FURTHER_TEXTS } from '../shared/error-text/texts/further.ts'
import { LANGUAGE_TEXTS } from '../shared/error-text/texts/languages.ts'
import { PLATFORM_TEXTS } from '../shared/error-text/texts/platforms.ts'
import { PROGRAM_TEXTS } from '../shared/error-text/texts/programs.ts'
import { SYSTEM_TEXTS } from '../shared/error-text/texts/systems.ts'

/** How fast logs and texts are read, and what it takes: `node test/bench/explain.ts [MB]`. */
const megabytes = Number(process.argv[2] ?? 200)
const MB = 1024 * 1024

const KNOWN = [
  'HTTPS request from 10.0.0.4:50000 to oryx-cdn.microsoft.io:443. Action: Deny. No rule matched. Proceeding with default action\n',
  '1763600002.123      1 192.0.2.27 TCP_DENIED/403 3890 CONNECT pypi.org:443 - HIER_NONE/- text/html\n',
  '%ASA-4-106023: Deny tcp src inside:10.1.1.5/50000 dst outside:20.1.2.3/443 by access-group "egress" [0x0, 0x0]\n',
]

/** Of one core: the machine may be busy with other things. */
function cpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function say(what: string, ms: number, size: number): void {
  const rss = Math.round(process.memoryUsage.rss() / MB)
  process.stdout.write(
    `${what}: ${Math.round((size / ms) * 1000)} MB a second of CPU over ${size} MB, resident ${rss} MB\n`,
  )
}

function readLog(piece: string): number {
  const reader = new LogReader()
  const table = new FlowTable()
  const start = cpu()
  for (let at = 0; at < (megabytes * MB) / piece.length; at++) {
    for (const entry of reader.push(piece)) table.add(entry)
  }
  for (const entry of reader.end()) table.add(entry)
  return cpu() - start
}

for (const line of KNOWN)
  say(line.slice(0, 24), readLog(line.repeat(Math.ceil(65_536 / line.length))), megabytes)

const random = Array.from({ length: 65_536 }, () =>
  String.fromCharCode(Math.floor(Math.random() * 256)),
).join('')
say('binary, explain-log', readLog(random), megabytes)

const condenser = new Condenser()
const start = cpu()
for (let at = 0; at < (megabytes * MB) / random.length; at++) condenser.push(random)
condenser.end()
say('binary, explain', cpu() - start, megabytes)

const index = new RowIndex(CATALOGS.flatMap(rowsOfCatalog))
const texts = [PROGRAM_TEXTS, SYSTEM_TEXTS, LANGUAGE_TEXTS, PLATFORM_TEXTS, FURTHER_TEXTS].flatMap(
  (list) => list.map(({ text }) => text),
)
const began = cpu()
for (let i = 0; i < 10_000; i++) {
  const [text = '', other = ''] = [texts[i % texts.length], texts[(i * 7 + 3) % texts.length]]
  const cut = (i * 13) % text.length
  const mutated = `${text.slice(0, cut)}${String.fromCharCode(i % 256)}${other.slice((i * 5) % other.length)}`
  explainText(mutated, index)
  const reader = new LogReader()
  reader.push(mutated)
  reader.end()
}
const each = (cpu() - began) / 10_000
process.stdout.write(
  `10,000 mutated texts through both: ${each.toFixed(2)} ms each, resident ${Math.round(process.memoryUsage.rss() / MB)} MB\n`,
)
