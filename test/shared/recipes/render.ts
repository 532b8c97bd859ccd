import { loadConfig } from '../../../shared/config/load.ts'
import { type Plan, plan } from '../../../shared/config/plan.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import type { Report } from '../../../shared/model/report.ts'
import { type FormatName, renderRules } from '../../../shared/recipes/formats.ts'
import { needsOf } from '../../../shared/recipes/need.ts'
import { DEFAULT_CLIENTS } from '../../../shared/recipes/rendered.ts'

/** Plans a configuration that must be right; `files` are what it names. */
export function planned(yaml: string, files: Readonly<Record<string, string>> = {}): Plan {
  const { config, problems } = loadConfig(yaml, { file: 'perimeter.yaml', env: {} })
  if (config === null) throw new Error(JSON.stringify(problems))
  const made = plan(config, { env: {}, readFile: (name) => files[name] ?? '' })
  if (made.problems.length > 0) throw new Error(JSON.stringify(made.problems))
  return made
}

/** What `perimeter rules --for` prints for a whole plan. */
export function rulesFor(format: FormatName, made: Plan): string {
  const wants = { reach: true, resolve: true }
  const needs = needsOf(
    made.targets.map((target) => ({ target, wants })),
    made,
  )
  const proxied = made.targets.some(({ proxy }) => proxy !== null)
  const at = { clients: DEFAULT_CLIENTS, proxied, nothing: 'nothing is needed', remarks: [] }
  return renderRules(format, needs, at)
}

/** The lines that are no comments. */
export function effective(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

/** A report in which the targets named have one finding each, and all others pass. */
export function reportOf(
  { targets }: Pick<Plan, 'targets'>,
  findings: Readonly<Record<string, FindingCode>>,
): Report {
  const results = targets.map(({ id, name, url, expect }) => {
    const code = findings[id]
    return {
      target: {
        id,
        name,
        url,
        expect,
        catalog: null,
        capabilities: [],
        optional: false,
        address: null,
      },
      verdict: code === undefined ? 'pass' : 'fail',
      observations: [],
      findings: code === undefined ? [] : [{ code, severity: 'fail' }],
    }
  })
  return { id: 'r', results } as unknown as Report
}
