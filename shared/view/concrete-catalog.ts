import { authorityOf } from '../address/authority.ts'
import type { PlannedRow } from '../config/plan-catalog.ts'
import type { Capability } from '../model/capability.ts'
import { SANDBOXES, type Sandbox } from '../model/sandbox.ts'
import type { Expectation, Target } from '../model/target.ts'
import { code, prose } from './markdown-text.ts'

/** An endpoint of a catalog with its parameters put in. */
export interface ConcreteEndpoint {
  readonly id: string
  readonly url: string
  /** Without what is so by default. */
  readonly expect: Partial<Expectation>
  /** What works with it, in words. */
  readonly works: readonly string[]
  readonly optional: boolean
  /** What a rule must let through or hold back: `allow tcp oryx-cdn.microsoft.io:443`. */
  readonly rule: string
  readonly source: { readonly title: string; readonly url: string; readonly asOf: string } | null
  readonly note: string | null
}

/** A part of the platform that carries capabilities out and that a check from the app says nothing of. */
interface ConcreteLeftOpen extends Pick<Sandbox, 'who' | 'unproven' | 'check'> {
  readonly works: readonly string[]
}

export interface ConcreteCatalog {
  readonly endpoints: readonly ConcreteEndpoint[]
  readonly leavesOpen: readonly ConcreteLeftOpen[]
}

/** What a plan of one catalog holds. */
interface PlannedUse {
  readonly targets: readonly Target[]
  readonly capabilities: readonly Capability[]
  readonly rows: ReadonlyMap<string, PlannedRow>
}

/** The endpoints of a plan, in the order of the catalog. */
export function concreteEndpoints({
  targets,
  capabilities,
  rows,
}: PlannedUse): readonly ConcreteEndpoint[] {
  const names = new Map(capabilities.map(({ id, name }) => [id, name]))
  return targets.map((target) => {
    const from = rows.get(target.id)
    const source = from?.catalog.sources[from.row.source]
    return {
      id: target.id,
      url: target.url,
      expect: wanted(target.expect),
      works: target.capabilities.flatMap((id) => names.get(id) ?? []),
      optional: target.optional === true,
      rule: ruleOf(target, from?.row),
      source:
        from === undefined || source === undefined
          ? null
          : { title: source.title, url: source.url, asOf: from.row.asOf },
      note: from?.row.note ?? null,
    }
  })
}

/** What a pass from the app leaves open with these parameters, one entry a part of the platform. */
export function concreteLeftOpen(capabilities: readonly Capability[]): readonly ConcreteLeftOpen[] {
  const names = [...new Set(capabilities.flatMap(({ sandboxes = [] }) => sandboxes))]
  return names.map((sandbox) => {
    const { who, unproven, check } = SANDBOXES[sandbox]
    const of = capabilities.filter(({ sandboxes = [] }) => sandboxes.includes(sandbox))
    return { who, unproven, check, works: of.map(({ name }) => name) }
  })
}

/** What is expected beyond that it answers, whatever its address. */
function wanted({ reachability, resolution, ...rest }: Expectation): Partial<Expectation> {
  return {
    ...(reachability !== 'reachable' && { reachability }),
    ...(resolution !== 'any' && { resolution }),
    ...rest,
  }
}

function ruleOf(target: Target, row: PlannedRow['row'] | undefined): string {
  if (target.scheme === 'dns') return `resolve ${target.host}`
  const verb = target.expect.reachability === 'blocked' ? 'deny' : 'allow'
  const ports = row?.furtherPorts === undefined ? '' : `, then ports ${row.furtherPorts}`
  const wider =
    row?.needsWildcard === undefined || row.wildcard === undefined ? '' : `, and ${row.wildcard}`
  return `${verb} tcp ${authorityOf(target)}${ports}${wider}`
}

/** As text for a terminal. */
export function concreteText({ endpoints, leavesOpen }: ConcreteCatalog): string {
  return [...endpoints.map(endpointLines), ...leavesOpen.map(openLines)].flat().join('\n')
}

function openLines({ who, unproven, check, works }: ConcreteLeftOpen): readonly string[] {
  return [
    `A pass from the app leaves open: ${who}`,
    `    for     ${works.join('; ')}`,
    `    since   ${unproven}`,
    `    see     ${check}`,
    '',
  ]
}

function endpointLines(one: ConcreteEndpoint): readonly string[] {
  return [
    `${one.url}${one.optional ? '  (optional)' : ''}`,
    `    for     ${one.works.join('; ')}`,
    ...(isPlain(one.expect) ? [] : [`    expect  ${expectText(one.expect)}`]),
    `    rule    ${one.rule}`,
    ...(one.source === null ? [] : [`    source  ${one.source.asOf}, ${one.source.url}`]),
    ...(one.note === null ? [] : [`    note    ${one.note}`]),
    '',
  ]
}

/** As a table of Markdown. */
export function concreteMarkdown(
  title: string,
  { endpoints, leavesOpen }: ConcreteCatalog,
): string {
  const rows = endpoints.map(({ url, works, expect, optional, rule, source }) => {
    const cells = [
      code(url),
      prose(works.join('; ')),
      isPlain(expect) ? '' : code(expectText(expect)),
      optional ? 'optional' : '',
      code(rule),
      source === null ? '' : `${source.asOf}, ${source.url}`,
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    `## ${title}`,
    '',
    '| endpoint | what works with it | expected | | rule | source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(leavesOpen.length === 0 ? [] : openTable(leavesOpen)),
  ].join('\n')
}

function openTable(leavesOpen: ConcreteCatalog['leavesOpen']): readonly string[] {
  const rows = leavesOpen.map(({ who, unproven, check, works }) =>
    [who, unproven, check, works.join('; ')].map(prose).join(' | '),
  )
  return [
    '| a pass from the app leaves open | since | what to look at | for |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ]
}

function isPlain(expect: Partial<Expectation>): boolean {
  return Object.keys(expect).length === 0
}

/** `resolution private, zone privatelink.azurecr.io, http.status 401`. */
function expectText(expect: Partial<Expectation>, above = ''): string {
  return Object.entries(expect)
    .map(([key, value]) => {
      const name = `${above}${key}`
      if (Array.isArray(value)) return `${name} ${value.join(' or ')}`
      return typeof value === 'object' && value !== null
        ? expectText(value as Partial<Expectation>, `${name}.`)
        : `${name} ${String(value)}`
    })
    .join(', ')
}

/** Targets of one’s own, as a configuration has them. */
export function asTargets(endpoints: readonly ConcreteEndpoint[]) {
  return {
    targets: endpoints.map(({ id, url, expect }) => ({
      name: id,
      url,
      ...(!isPlain(expect) && { expect }),
    })),
  }
}
