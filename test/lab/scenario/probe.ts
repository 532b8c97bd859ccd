import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import type { Report } from '../../../shared/model/report.ts'
import { checkReport } from '../../../shared/report/check.ts'
import type { Lab } from '../lab.ts'
import { PROXY_ADDRESS, PROXY_PORTS } from '../network/topology.ts'
import { inside } from '../session.ts'
import { attempt } from '../shell.ts'
import type { ProbeFiles } from './apply.ts'
import type { NamedScenario } from './schema.ts'

export const CLI = path.join(import.meta.dirname, '../../../cli/main.ts')

const INVENTORIES = path.join(import.meta.dirname, '../inventories')

/** The file of the configuration of the network, beside perimeter.yaml. */
const NETWORK = 'network.json'

/** The baseline, beside it. */
const BASELINE = 'baseline.yaml'

/** Short, so that a lab of silent peers ends soon; a scenario’s own limits win. */
const LIMITS = { step: '1s', target: '6s', sweep: '20s', attempts: 2 }

/** Mounts that only the command sees: a private mount namespace leaves the machine’s /etc alone. */
const MOUNT = `
mount --bind "$1" "$(realpath /etc/resolv.conf)"
mount --bind "$2" /etc/hosts
mount --bind "$3" /etc/nsswitch.conf
shift 3
exec "$@"
`

/** Lines of what a broken probe says: the place and the error, without the stack. */
const ENOUGH = 6

/** The words that run a command where the probe runs, with the scenario’s resolvers and hosts. */
export function inVnet(lab: Lab, files: ProbeFiles): readonly string[] {
  return [
    ...inside(lab.session, 'vnet'),
    ...['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', MOUNT, 'probe'],
    ...[files.resolvConf, files.hosts, files.nsswitch],
  ]
}

/** Runs the program itself on the scenario’s config. Throws with what it said when it gives no report. */
export async function probe(
  lab: Lab,
  scenario: NamedScenario,
  files: ProbeFiles,
  asked: AbortSignal,
): Promise<Report> {
  const config = path.join(lab.session.folder, 'probe', 'perimeter.yaml')
  writeFileSync(
    config,
    stringify({ ...(await inventoried(scenario)), ...completed(lab, scenario) }),
  )
  if (scenario.network !== undefined) {
    const file = path.join(path.dirname(config), NETWORK)
    writeFileSync(file, JSON.stringify(scenario.network.resources))
  }
  if (scenario.baseline !== undefined) {
    const file = path.join(path.dirname(config), BASELINE)
    const [from, to] = ['2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z']
    const head = { baseline: 1, vantage: vantageOf(scenario), from, to }
    writeFileSync(file, stringify({ ...head, targets: scenario.baseline }))
  }
  const call = [process.execPath, CLI, 'check', '--config', config, '--format', 'json']
  const [program = '', ...args] = [...inVnet(lab, files), ...call]
  const env = { HOME: lab.session.folder, LANG: 'C.UTF-8', ...variables(lab) }
  const { status, out, err } = await attempt(program, args, { env, timeout: 40_000, signal: asked })
  // Node itself ends with 1, too, when the program breaks; then there is no report.
  if ((status !== 0 && status !== 1) || out === '') {
    const said = (err || out).trim().split('\n').slice(0, ENOUGH).join('\n       ')
    throw new Error(`the probe ended with ${status ?? 'a signal'} and said: ${said}`)
  }
  return checkReport(JSON.parse(out))
}

/** What `perimeter init` makes of the scenario’s inventory. */
async function inventoried({ inventory }: NamedScenario): Promise<Record<string, unknown>> {
  if (inventory === undefined) return {}
  const file = path.join(INVENTORIES, inventory)
  const { status, out, err } = await attempt(process.execPath, [
    CLI,
    'init',
    '--from',
    file,
    '--out',
    '-',
  ])
  if (status !== 0) throw new Error(`perimeter init ended with ${status} and said: ${err}`)
  return parse(out)
}

/** The configuration as the probe gets it. */
export function completed(lab: Lab, scenario: NamedScenario): Record<string, unknown> {
  const { config, network, baseline } = scenario
  const own = typeof config['limits'] === 'object' ? config['limits'] : {}
  return {
    vantage: vantageOf(scenario),
    ca: [lab.rootFile],
    ...(network !== undefined && { network: { file: NETWORK, subnet: network.subnet } }),
    ...(baseline !== undefined && { baseline: BASELINE }),
    ...config,
    limits: { ...LIMITS, ...own },
  }
}

function vantageOf({ name }: NamedScenario): string {
  return `lab-${name.replaceAll('/', '-')}`
}

/** What a config may refer to as ${NAME}: the addresses of resolvers and proxies, the files of roots. */
export function variables({
  world,
  rootFile,
  inspectorRootFile,
  clients,
}: Lab): Record<string, string> {
  const resolvers = [...world.resolverAddresses].map(
    ([name, address]) => [`RESOLVER_${variable(name)}`, address] as const,
  )
  const proxies = Object.entries(PROXY_PORTS).map(
    ([name, port]) => [`PROXY_${variable(name)}`, `http://${PROXY_ADDRESS}:${port}`] as const,
  )
  const shown = Object.entries(clients).map(
    ([kind, file]) => [`CLIENT_${variable(kind)}`, file] as const,
  )
  const roots = { ROOT_PUBLIC: rootFile, ROOT_INSPECTOR: inspectorRootFile }
  return { ...Object.fromEntries([...resolvers, ...proxies, ...shown]), ...roots }
}

function variable(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')
}
