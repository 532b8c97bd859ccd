import type { Environment } from '../document/environment.ts'
import { type Origin, type Problem, problemAt } from '../document/problem.ts'
import { SCHEMES } from '../model/scheme.ts'
import { expectation, type Target } from '../model/target.ts'
import type { Endpoint } from '../target/endpoint.ts'
import type { ExpectSettings } from '../target/expect.ts'
import { pathKindOf } from './path-kind.ts'
import { privateZoneOf } from './private-zone.ts'
import { proxyFor } from './proxy.ts'
import { proxyWarnings } from './proxy-warnings.ts'
import { readRoots } from './roots.ts'
import type { Config } from './schema.ts'

export interface PlanOptions {
  readonly env: Environment
  /** Reads a file that the configuration names: roots, a catalog. Throws when it cannot. */
  readonly readFile: (path: string) => string
}

/** What planning one entry needs; it gathers the problems on the way. */
export interface Planning extends PlanOptions {
  readonly config: Config
  readonly problems: Problem[]
  /** What is ignored, with the reason; it does not keep the plan from use. */
  readonly warnings: Problem[]
  /** By the id of a target: the exception that led past a proxy. */
  readonly exempt: Map<string, string>
  /** The roots of each file, read once, and of each set of files that entries name. */
  readonly roots: Map<string, readonly string[]>
  readonly rootSets: Map<string, readonly string[]>
}

/** Begins a plan. */
export function startPlanning(config: Config, options: PlanOptions): Planning {
  const found = { problems: [], warnings: [], exempt: new Map() }
  return { ...options, config, ...found, roots: new Map(), rootSets: new Map() }
}

/** What an entry says of the way to its targets. */
export interface PathSettings {
  readonly origin: Origin
  readonly proxy?: string
  readonly ca: readonly string[]
  /** The proxy stands on the very target. */
  readonly ordered: boolean
  readonly address: string | null
}

type Named = Pick<
  Target,
  | 'id'
  | 'name'
  | 'catalog'
  | 'capabilities'
  | 'optional'
  | 'discovers'
  | 'auth'
  | 'dependsOn'
  | 'sent'
  | 'client'
  | 'redirects'
  | 'resolver'
  | 'family'
  | 'limits'
  | 'interval'
>

/** A target from its parts: the expectation with its defaults, the path it takes. */
export function makeTarget(
  planning: Planning,
  named: Named,
  endpoint: Endpoint,
  expect: ExpectSettings,
  way: PathSettings,
): Target {
  const proxy = way.address === null ? chooseProxy(planning, named.id, endpoint, way) : null
  const zone = privateZoneOf(planning.config.privateZones, endpoint.host)
  return {
    ...named,
    ...endpoint,
    expect: expectation.parse(zone === undefined ? expect : inZone(zone, expect)),
    ...(zone !== undefined && zone.servers.length > 0 && { zoneServers: zone.servers }),
    address: way.address,
    proxy,
    pathKind: pathKindOf(proxy),
    ca: way.ca,
  }
}

/** What is expected of a name in a zone of one's own, unless the target says otherwise. */
function inZone(
  { zone, addresses }: Config['privateZones'][number],
  expect: ExpectSettings,
): ExpectSettings {
  const { reachability, resolution } = expect
  if (reachability === 'blocked' || (resolution ?? 'private') !== 'private') return expect
  return {
    resolution: 'private',
    ...(addresses !== undefined && { addresses }),
    ...expect,
    ...(expect.zone === undefined && { zone }),
  }
}

function chooseProxy(
  planning: Planning,
  id: string,
  endpoint: Endpoint,
  way: PathSettings,
): Target['proxy'] {
  const { config, env, problems } = planning
  const setting = { proxy: way.proxy ?? config.proxy, noProxy: config.noProxy, env }
  const choice = proxyFor(endpoint, { ...setting, ordered: way.ordered })
  if (setting.proxy === 'environment') warn(planning, endpoint)
  if (choice.complaint === null) {
    if (choice.exempt !== null) planning.exempt.set(id, choice.exempt)
    return choice.proxy
  }
  const { message, remedy } = choice.complaint
  const said = problems.some((p) => p.key === choice.variable && p.file === 'environment')
  if (!said) {
    const place = { file: 'environment', line: 0, column: 0, key: choice.variable }
    problems.push({ ...place, message: `The variable ${choice.variable} ${message}`, remedy })
  }
  return null
}

/** Each warning once, however many targets it concerns. */
function warn({ env, warnings }: Planning, { scheme }: Endpoint): void {
  if (SCHEMES[scheme].environmentProxy === null) return
  const known = new Set(warnings.map((w) => w.message))
  warnings.push(...proxyWarnings(scheme, env).filter((w) => !known.has(w.message)))
}

/** The roots of an entry's files in addition to those of the whole configuration; one array for one set of files. */
export function rootsOf(
  planning: Planning,
  files: readonly string[],
  origin: Origin,
): readonly string[] {
  const { config, rootSets } = planning
  const key = files.join('\n')
  const known = rootSets.get(key)
  if (known !== undefined) return known
  const top = config.ca.flatMap((file, i) => rootsOfFile(planning, file, config.origin, i))
  const set = [...top, ...files.flatMap((file, i) => rootsOfFile(planning, file, origin, i))]
  rootSets.set(key, set)
  return set
}

function rootsOfFile(
  planning: Planning,
  file: string,
  origin: Origin,
  index: number,
): readonly string[] {
  const known = planning.roots.get(file)
  if (known !== undefined) return known
  const { certificates, complaint } = readRoots(file, planning.readFile)
  planning.roots.set(file, certificates ?? [])
  if (complaint === null) return certificates
  const message = `The file ${origin.quote(['ca', index], file)} ${complaint.message}`
  planning.problems.push(problemAt(origin, ['ca'], message, complaint.remedy))
  return []
}
