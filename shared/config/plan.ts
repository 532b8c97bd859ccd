import type { DerivedValue } from '../catalog/derive/derived.ts'
import { inOrder, type KeyPath, type Problem, problemAt, quoteValue } from '../document/problem.ts'
import type { Capability } from '../model/capability.ts'
import { takes } from '../model/scheme.ts'
import type { Target } from '../model/target.ts'
import type { ExpectSettings } from '../target/expect.ts'
import { slug } from '../target/slug.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { alertWarnings } from './alert-warnings.ts'
import { pinnedBy } from './baseline-file.ts'
import { clientCertificateOf } from './client-certificate.ts'
import { intervalWarnings } from './interval-warnings.ts'
import { payloadOf } from './payload.ts'
import { type PlannedRow, planCatalog } from './plan-catalog.ts'
import { dependenciesOf, refuseWrongDependencies } from './plan-dependencies.ts'
import { makeTarget, type Planning, type PlanOptions, rootsOf, startPlanning } from './planning.ts'
import type { Config, TargetEntry } from './schema.ts'
import { secretWarnings } from './secret-warnings.ts'
import { limitsComplaint } from './sections.ts'
import { sentBy } from './sent.ts'
import { tokenOf } from './target-auth.ts'

/** A parameter of a catalog that came from the environment. */
export interface DerivedParameter extends DerivedValue {
  /** The use of the catalog. */
  readonly catalog: string
}

export interface Plan {
  readonly targets: readonly Target[]
  readonly capabilities: readonly Capability[]
  /** What the environment said, and nobody had to. */
  readonly derived: readonly DerivedParameter[]
  /** The catalog’s row behind a target, by the target’s id. */
  readonly rows: ReadonlyMap<string, PlannedRow>
  /** By the id of a target: the entry of NO_PROXY or noProxy that leads past a proxy, or loopback. */
  readonly exempt: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
  /** What is ignored of the environment, and what gives secrets away, with the reason. */
  readonly warnings: readonly Problem[]
}

/**
 * From configuration to targets: catalogs are expanded, roots are read, paths are chosen. Ids are stable: they
 * follow from names, never from the order. With problems, the targets are not to be used.
 */
export function plan(config: Config, options: PlanOptions): Plan {
  const planning = startPlanning(config, options)
  rootsOf(planning, [], config.origin)
  const catalogs = config.catalogs.map((entry) => planCatalog(planning, entry))
  refuseSameNames(planning, catalogs)
  const own = config.targets.flatMap((entry) => planTarget(planning, entry))
  refuseSameIds(planning, own)
  refuseWrongDependencies(planning, config.targets)
  const targets = pinnedBy(planning, [...catalogs.flatMap((c) => c.targets), ...own])
  const capabilities = catalogs.flatMap((c) => c.capabilities)
  return {
    targets,
    capabilities,
    derived: catalogs.flatMap((c) => c.derived.map((fact) => ({ catalog: c.name, ...fact }))),
    rows: new Map(catalogs.flatMap((c) => c.rows)),
    exempt: planning.exempt,
    warnings: [
      ...planning.warnings,
      ...secretWarnings(config),
      ...intervalWarnings(config),
      ...alertWarnings(config, { targets, capabilities }),
    ],
    problems: inOrder(planning.problems),
  }
}

function planTarget(planning: Planning, entry: TargetEntry): readonly Target[] {
  const { endpoint, complaint } = parseTargetUrl(entry.url)
  if (complaint !== null) throw new Error(`The URL of a checked target ${complaint.message}`)
  const own = { id: slug(entry.name), name: entry.name, catalog: null, capabilities: [] }
  const named = { ...own, ...dependenciesOf(entry) }
  const way = {
    origin: entry.origin,
    ...(entry.proxy !== undefined && { proxy: entry.proxy }),
    ordered: entry.proxy !== undefined,
    address: entry.address ?? null,
    ca: rootsOf(planning, entry.ca ?? [], entry.origin),
  }
  const expect = entry.auth === undefined ? entry.expect : readable(entry.expect)
  const settings = { ...settingsOf(planning, entry), optional: false }
  const target = makeTarget(planning, { ...named, ...settings }, endpoint, expect, way)
  refuseMisfits(planning, entry, target)
  return [target]
}

/** What an entry says of how its target is asked. */
function settingsOf(planning: Planning, entry: TargetEntry) {
  const auth = entry.auth === undefined ? null : tokenOf(entry.auth)
  const sent = sentBy(entry, planning.env)
  const client = clientCertificateOf(planning, entry)
  return {
    ...(auth !== null && { auth }),
    ...(sent !== null && { sent }),
    ...(client !== null && { client }),
    ...(entry.send !== undefined && { payload: payloadOf(entry.send) }),
    ...(entry.family !== undefined && { family: entry.family }),
    ...(entry.redirects !== undefined && { redirects: entry.redirects }),
    ...(entry.resolver !== undefined && { resolver: entry.resolver }),
    ...(entry.limits !== undefined && { limits: entry.limits }),
    ...(entry.interval !== undefined && { interval: entry.interval }),
  }
}

/** What shows only beside the rest of the configuration. */
function refuseMisfits(planning: Planning, entry: TargetEntry, target: Target): void {
  const refuse = (path: KeyPath, message: string, remedy: string) =>
    planning.problems.push(problemAt(entry.origin, path, message, remedy))
  if (target.family !== undefined && target.proxy !== null)
    refuse(['family'], 'Through a proxy, the proxy chooses the address', 'Remove family or proxy')
  const wrong = limitsComplaint(target.limits ?? {}, planning.config.limits)
  if (wrong !== null) {
    const { message, remedy } = wrong.complaint
    refuse(['limits', wrong.key], `limits.${wrong.key} ${message}`, remedy)
  }
  const inPayload = Object.keys(entry.send ?? {}).map((key) => ['send', key])
  if (inPayload.some((path) => entry.origin.variables(path).length > 0)) {
    const message = 'The datagram would carry a variable of the environment'
    const remedy =
      'Write the payload itself: over UDP nobody proves who they are, so no secret goes'
    refuse(['send'], message, remedy)
  }
  const { scheme } = target
  if (!takes(scheme, 'handshake') && (target.sent?.secrets.length ?? 0) > 0) {
    const message = `The request would send a secret over ${scheme}`
    const remedy = `Use ${scheme}s://: a secret goes only to a server that has proved who it is`
    refuse([entry.headers === undefined ? 'body' : 'headers'], message, remedy)
  }
}

/** What is asked for with a token is to be given: any answer will not do, unless the file says which. */
function readable(expect: ExpectSettings): ExpectSettings {
  return { ...expect, http: { status: ['2xx'], ...expect.http } }
}

/** Two uses of one catalog would have targets of the same ids. */
function refuseSameNames(planning: Planning, catalogs: readonly { readonly name: string }[]): void {
  for (const [i, { name }] of catalogs.entries()) {
    const entry = planning.config.catalogs[i]
    if (entry === undefined || catalogs.findIndex((c) => c.name === name) === i) continue
    const message = `The catalog ${quoteValue(name)} is used twice under one name`
    const remedy = 'Give each use a name of its own with as: its targets’ history depends on it'
    planning.problems.push(problemAt(entry.origin, ['use'], message, remedy))
  }
}

/** Names that differ in punctuation only make one id. Ids of catalogs hold a slash, so they cannot clash with these. */
function refuseSameIds(planning: Planning, targets: readonly Target[]): void {
  const names = new Map<string, string>()
  for (const [i, { id, name }] of targets.entries()) {
    const first = names.get(id)
    const entry = planning.config.targets[i]
    if (first === undefined) names.set(id, name)
    if (first === undefined || entry === undefined) continue
    const message = `${entry.origin.quote(['name'], entry.name)} makes the same id as ${quoteValue(first)}: ${id}`
    const remedy = 'Let the names differ in a letter or a digit'
    planning.problems.push(problemAt(entry.origin, ['name'], message, remedy))
  }
}
