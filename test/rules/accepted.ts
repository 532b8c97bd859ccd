import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { type FormatName, RECIPE_FORMATS } from '../../shared/recipes/formats.ts'
import { call } from '../cli/call.ts'
import { attempt } from '../lab/shell.ts'
import { CONFIGS } from './configs.ts'
import { unknownCalls } from './gcloud-commands.ts'

/**
 * Do the programs that the rules are for accept them? `squid -k parse`, named-checkzone, named-checkconf, `terraform fmt`
 * where it is installed, and a shell in which az and gcloud only say what they were called with; the commands and flags of
 * gcloud are those of a table. Needs squid and bind9; last line `N passed, N failed`.
 */
const say = (text: string) => void process.stdout.write(text)

/** What the scripts want to be told. */
const VARIABLES = {
  RESOURCE_GROUP: 'rg',
  FIREWALL_POLICY: 'policy',
  SOURCES: '10.0.1.0/24 10.0.2.0/24',
  NSG: 'nsg',
  VNET: '/subscriptions/s/vnet',
  LINK: 'link',
  PROJECT: 'project',
  NETWORK: 'net',
  NETWORKS: 'net',
  RESPONSE_POLICY: 'policy',
}
const STUBS = 'az() { echo "az $#"; }; gcloud() { echo "gcloud $#"; };'

/** Without start-up files, which are of the machine. */
const SHELLS = [['bash', '--norc'], ['sh']] as const

/** Judges one output in an empty folder; what it returns is wrong. */
type Judge = (text: string, folder: string) => Promise<readonly string[]>

const JUDGES: Readonly<Record<FormatName, Judge>> = {
  'azure-firewall': async (text) => (typeof JSON.parse(text) === 'object' ? [] : ['no object']),
  squid,
  'azure-firewall-cli': shell(''),
  nsg: shell(''),
  'gcp-firewall': vipPath,
  'gcp-ngfw': shell(''),
  'gcp-dns': zones,
  'gcp-response-policy': policy,
  'gcp-terraform': terraform,
  'azure-terraform': terraform,
  'dns-zones': forwarders,
}

async function squid(text: string, folder: string): Promise<readonly string[]> {
  const file = path.join(folder, 'squid.conf')
  writeFileSync(file, `http_port 127.0.0.1:3128\n${text}`)
  const { status, out, err } = await attempt('squid', ['-k', 'parse', '-f', file])
  const said = `${out}${err}`.split('\n').filter((line) => /ERROR|WARNING|FATAL/.test(line))
  return [...(status === 0 ? [] : [`squid -k parse ended with ${status}`]), ...said]
}

/** Runs the script in bash and in sh, with a call behind it. Nothing but the commands may have an effect. */
function shell(last: string): Judge {
  return async (text, folder) => {
    const wrong: string[] = []
    for (const [program, ...options] of SHELLS) {
      const script = `cd '${folder}'; ${STUBS}\n${text}\n${last}`
      const got = await attempt(program, [...options, '-c', script], { env: VARIABLES })
      if (got.status !== 0 || got.err !== '') wrong.push(`${program}: ${got.status} ${got.err}`)
      const commands = text.split('\n').filter((line) => /^(az|gcloud) /.test(line)).length
      const calls = got.out.split('\n').filter((line) => /^(az|gcloud) \d+$/.test(line)).length
      if (calls !== commands) wrong.push(`${program}: ${calls} calls of ${commands} commands`)
    }
    const made = readdirSync(folder).filter(
      (name) => !name.endsWith('.zone') && name !== 'named.conf',
    )
    return [...wrong, ...unknownCalls(text), ...made.map((name) => `it made the file ${name}`)]
  }
}

/** Functions that the script defines besides, each called once. */
async function vipPath(text: string, folder: string): Promise<readonly string[]> {
  const has = text.includes('perimeter_vip_route() {')
  const calls = 'perimeter_vip_route; perimeter_private_google_access subnet region'
  return await shell(has ? calls : '')(text, folder)
}

async function policy(text: string, folder: string): Promise<readonly string[]> {
  const has = text.includes('perimeter_response_policy() {')
  return await shell(has ? 'perimeter_response_policy net' : '')(text, folder)
}

/** Syntax and layout; the arguments are checked by hand, against the schemas of the providers. */
async function terraform(text: string, folder: string): Promise<readonly string[]> {
  writeFileSync(path.join(folder, 'main.tf'), text)
  const options = ['fmt', '-check', '-diff', folder]
  const got = await attempt('terraform', options).catch(() => null)
  return got === null || got.status === 0 ? [] : [`terraform fmt: ${got.out}${got.err}`]
}

async function zones(text: string, folder: string): Promise<readonly string[]> {
  const has = text.includes('perimeter_zone_files() {')
  const wrong = await shell(has ? 'perimeter_zone_files .' : '')(text, folder)
  const files = readdirSync(folder).filter((name) => name.endsWith('.zone'))
  const checked = await Promise.all(
    files.map(async (file) => {
      const zone = file.slice(0, -'.zone'.length)
      const { status, out } = await attempt('named-checkzone', [zone, path.join(folder, file)])
      return status === 0 ? [] : [`named-checkzone ${zone}: ${out}`]
    }),
  )
  return [...wrong, ...(has && files.length === 0 ? ['no zone file'] : []), ...checked.flat()]
}

async function forwarders(text: string, folder: string): Promise<readonly string[]> {
  if (!text.includes('perimeter_forwarders() {')) return await shell('')(text, folder)
  const wrong = await shell('perimeter_forwarders 10.0.0.4 >named.conf')(text, folder)
  const { status, out } = await attempt('named-checkconf', [path.join(folder, 'named.conf')])
  const others = await shell(OTHER_SERVERS)(text, folder)
  return [...wrong, ...others, ...(status === 0 ? [] : [`named-checkconf: ${out}`])]
}

/** What the functions print for the other servers, and with az replaced; nothing is printed but by a call. */
const OTHER_SERVERS = `
[ "$(perimeter_forwarders 10.0.0.4 unbound | grep -c '^forward-zone:$')" -gt 0 ] || echo unbound >&2
[ "$(perimeter_forwarders 10.0.0.4 coredns | grep -c '^  forward . 10.0.0.4$')" -gt 0 ] || echo coredns >&2
[ "$(perimeter_forwarders 10.0.0.4 windows | grep -c '^Add-Dns.* -MasterServers 10.0.0.4 ')" -gt 0 ] || echo windows >&2
[ "$(perimeter_resolver_rules rg set 10.0.0.4 | grep -c '^az ')" -gt 0 ] || echo rules >&2
[ "$(perimeter_remove_zone rg zone | tail -n 1)" != "" ] || echo removal >&2`

async function failuresIn(folder: string): Promise<{ passed: number; failed: number }> {
  let [passed, failed] = [0, 0]
  for (const [name, config] of Object.entries(CONFIGS)) {
    const file = path.join(folder, 'perimeter.yaml')
    writeFileSync(file, config)
    for (const format of RECIPE_FORMATS) {
      const place = path.join(folder, 'place')
      mkdirSync(place)
      const { out: text } = await call(['rules', '--config', file, '--for', format])
      const wrong = await JUDGES[format](text, place)
      rmSync(place, { recursive: true })
      if (wrong.length === 0) passed++
      else failed++
      say(`${wrong.length === 0 ? 'ok  ' : 'FAIL'}  ${format.padEnd(20)} ${name}\n`)
      for (const line of wrong) say(`      ${line}\n`)
    }
  }
  return { passed, failed }
}

const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-rules-'))
try {
  const { passed, failed } = await failuresIn(folder)
  say(`\n${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}
