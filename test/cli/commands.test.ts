import { expect, test } from 'vitest'
import { COMMAND_NAMES } from '../../cli/commands.ts'
import { programOf } from '../../cli/program.ts'
import { reportAt } from '../shared/alerts/sweeps.ts'
import { call, folder } from './call.ts'

const io = {
  ...{ out: () => {}, err: () => {}, env: {}, cwd: '.' },
  terminal: { out: false, err: false, columns: 80 },
  signal: new AbortController().signal,
}

test.for(COMMAND_NAMES)('what is loaded for %s adds that command first', async (name) => {
  const { commands } = await programOf(io, () => {}, { commands: [name] })
  expect(commands[0]?.name()).toBe(name)
})

test.for([
  ['check --nonsense', 'unknown option'],
  ['--nonsense', 'unknown option'],
  ['explain --nonsense', 'unknown option'],
  ['help check', 'Usage: perimeter check'],
  ['check --help', 'Usage: perimeter check'],
  ['--url x --help', 'explain-log'],
  ['complete exp', 'explain-log'],
  ['constructor', 'There is no command "constructor"'],
  ['toString --help', 'There is no command "toString"'],
] as const)('perimeter %s finds what it needs', async ([line, told]) => {
  const { out, err } = await call(line.split(' '))
  expect(`${out}${err}`).toContain(told)
})

const TARGET = 'targets: [{ name: one, url: "tcp://127.0.0.1:9" }]\n'

/** Files that the refused calls name. */
const FILES = {
  'good.yaml': TARGET,
  'empty.yaml': '{}\n',
  'receivers.yaml': `alerts: { notify: [{ slack: "https://x.test/" }] }\n${TARGET}`,
  'other.json': '[]',
  'broken.json': '{',
  'hosts.txt': 'a.example\n',
  'nothing.json': '{"format_version":"1.2","values":{}}',
  'rich.yaml': `proxy: http://user:secret@proxy.example:3128
noProxy: [.corp]
targets:
  - { name: past, url: "https://past.corp/", expect: { resolution: private } }
  - { name: through, url: "https://through.example/", expect: { reachability: blocked } }
  - { name: near, url: "tcp://127.0.0.1:9" }
  - { name: own way, url: "https://own.example/", proxy: none }
`,
  'before.json': JSON.stringify(reportAt(0, { db: 'pass', web: 'pass' })),
  'after.json': JSON.stringify(reportAt(5, { db: 'fail tcp-dropped 10.0.1.9', mail: 'pass' })),
}

/** Calls that are refused before anything is measured, a line each. */
const REFUSED = [
  'nonsense',
  'chekc',
  'check --nonsense',
  'check',
  'check -c missing.yaml',
  'check -c empty.yaml',
  'check -c good.yaml --only x*',
  'check -c good.yaml --for 5m',
  'check -c good.yaml --until pass --for soon',
  'check -c good.yaml --until pass --for 0s',
  'check -c good.yaml --until fail',
  'check -c good.yaml --fail-on pass',
  'check -c good.yaml --format xml',
  'check -c good.yaml --write pdf=a.pdf',
  'check --url ftp://x.test',
  'check --url tcp://x.test:1 --expect reachability=maybe',
  'check --url tcp://x.test:1 --ca missing.pem',
  'check --url tcp://x.test:1 --network missing.json',
  'check --url tcp://x.test:1 --network broken.json',
  'check --catalog azure-functions',
  'check --catalog azure-functions --with app',
  'check --catalog azure-functions --with @missing.json',
  'check --catalog azure-functions --with @broken.json',
  'check --catalog azure-functions --with @other.json',
  'check --with @other.json --url tcp://x.test:1',
  'serve',
  'serve -c empty.yaml',
  'serve -c good.yaml --port 65536',
  'mcp -c missing.yaml',
  'validate',
  'validate good.yaml -c good.yaml',
  'validate missing.yaml',
  'explain tls-expird',
  'explain x --report missing.json',
  'explain x --report other.json',
  'explain x --report broken.json',
  'explain x --store missing.db',
  'explain x -c missing.yaml',
  'explain-log',
  'explain-log missing.log',
  'explain-log good.yaml --with a=b',
  'rules',
  'rules --for nothing',
  'rules --for nsg -c missing.yaml',
  'rules --for nsg -c good.yaml --only x*',
  'rules --for nsg -c good.yaml --missing missing.json',
  'rules --for nsg -c good.yaml --missing other.json',
  'catalog show',
  'catalog show gogle-apis',
  'catalog show nothing-of-the-kind',
  'catalog show ./missing.yaml',
  'history',
  'history one',
  'history one --limit 0',
  'history one --limit 1000000',
  'incidents --store missing.db',
  'diff',
  'diff a b',
  'diff other.json broken.json',
  'baseline',
  'baseline --last 2',
  'baseline --last 1000',
  'baseline other.json',
  'alerts test',
  'alerts test -c good.yaml',
  'alerts test -c receivers.yaml --channel ops',
  'network pull',
  'network pull -c good.yaml',
  'network pull --subscription prod',
  'network pull --project My',
  'schema reports',
  'completion csh',
  'init',
  'init --azure-functions a',
  'init --acr a',
  'init --arc',
  'init --from nothing.json',
  'init --from hosts.txt -o good.yaml',
  'init --from hosts.txt -o missing/new.yaml',
  'init --from missing.json',
  'init --from broken.json',
  'init --from other.json',
] as const

/** Calls that need no network, with what each ends with. */
const ANSWERED = [
  ['init --azure-functions func-a --acr acrorders --arc --region japaneast -o -', 0],
  ['init --google orders --region asia-northeast1 --vip restricted -o -', 0],
  ['init --from hosts.txt -o new.yaml', 0],
  ['validate new.yaml', 0],
  ['validate rich.yaml', 0],
  ['validate --catalog azure-container-registry --with registry=contoso region=japaneast', 0],
  ['rules --for squid -c rich.yaml --only past', 0],
  ['diff before.json before.json', 0],
  ['diff before.json after.json', 1],
  ['diff before.json after.json --format json', 1],
  ['complete -- check --fo', 0],
  ['complete -- catalog s', 0],
] as const

// npx vitest run test/cli/commands.test.ts -u, and read what changed.
test('what each answered call prints, whole', async () => {
  await using place = await folder(FILES)
  const told: string[] = []
  for (const [line, ends] of ANSWERED) {
    const { status, out, err } = await call(line.split(' '), { cwd: place.path })
    expect.soft({ line, status }).toEqual({ line, status: ends })
    told.push(`$ perimeter ${line}\n${out}${err === '' ? '' : `--\n${err}`}`)
  }
  const text = told.join('\n').replaceAll(place.path, 'FOLDER')
  await expect(text).toMatchFileSnapshot('answered-calls.txt')
})

test('what each refused call is told, whole', async () => {
  await using place = await folder(FILES)
  const told: string[] = []
  for (const line of REFUSED) {
    const { status, out, err } = await call(line.split(' '), { cwd: place.path })
    expect.soft({ line, out, status }).toEqual({ line, out: '', status: 2 })
    // What V8 says of JSON changes with its version.
    const lasting = err.replaceAll(place.path, 'FOLDER').replaceAll(/Expected property.*/g, '(V8)')
    told.push(`$ perimeter ${line}\n${lasting}`)
  }
  await expect(told.join('\n')).toMatchFileSnapshot('refused-calls.txt')
})
