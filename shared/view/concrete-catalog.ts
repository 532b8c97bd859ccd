import { authorityOf } from '../address/authority.ts'
import type { PlannedRow } from '../config/plan-catalog.ts'
import type { Capability } from '../model/capability.ts'
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
export function concreteText(endpoints: readonly ConcreteEndpoint[]): string {
  return endpoints
    .flatMap((one) => [
      `${one.url}${one.optional ? '  (optional)' : ''}`,
      `    for     ${one.works.join('; ')}`,
      ...(isPlain(one.expect) ? [] : [`    expect  ${expectText(one.expect)}`]),
      `    rule    ${one.rule}`,
      ...(one.source === null ? [] : [`    source  ${one.source.asOf}, ${one.source.url}`]),
      ...(one.note === null ? [] : [`    note    ${one.note}`]),
      '',
    ])
    .join('\n')
}

/** As a table of Markdown. */
export function concreteMarkdown(title: string, endpoints: readonly ConcreteEndpoint[]): string {
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
  ].join('\n')
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
