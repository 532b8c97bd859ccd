import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Resolver } from '../world/schema.ts'
import { type NamedScenario, scenario } from './schema.ts'

const FOLDER = path.join(import.meta.dirname, '../scenarios')

/** A scenario file that cannot be used; the message says where and why. */
export class ScenarioError extends Error {}

/** All scenarios whose name is, or matches, the glob; all without one. Throws ScenarioError. */
export function loadScenarios(only: string | undefined): NamedScenario[] {
  const names = globSync('**/*.yaml', { cwd: FOLDER })
    .map((file) => file.slice(0, -'.yaml'.length))
    .filter((name) => matches(name, only))
    .sort()
  if (names.length === 0) throw new ScenarioError(`No scenario matches ${JSON.stringify(only)}`)
  return names.map(loadScenario)
}

function matches(name: string, only: string | undefined): boolean {
  return only === undefined || name === only || path.matchesGlob(name, only)
}

function loadScenario(name: string): NamedScenario {
  const file = path.join(FOLDER, `${name}.yaml`)
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, merge: true })
  const where = `scenarios/${name}.yaml`
  const [broken] = document.errors
  if (broken) throw new ScenarioError(`${where}: ${broken.message}`)
  const parsed = scenario.safeParse(document.toJS())
  if (parsed.success) {
    const { estate } = parsed.data
    const config = estate === undefined ? {} : readEstate(estate)
    return { ...parsed.data, config: { ...config, ...parsed.data.config }, name }
  }
  throw new ScenarioError(
    parsed.error.issues
      .map((issue) => {
        const node = nearest(document, issue.path)
        const line = node?.range ? `:${lines.linePos(node.range[0]).line}` : ''
        return `${where}${line}: ${issue.path.join('.') || 'the file'}: ${issue.message}`
      })
      .join('\n'),
  )
}

function readEstate(name: string): Record<string, unknown> {
  const file = path.join(FOLDER, `../estates/${name}.yaml`)
  return parseDocument(readFileSync(file, 'utf8'), { merge: true }).toJS()
}

/** The node at a path, or the nearest above it that the file has. */
function nearest(document: ReturnType<typeof parseDocument>, at: z.core.$ZodIssue['path']) {
  for (let length = at.length; length >= 0; length--) {
    const node = document.getIn(at.slice(0, length), true)
    if (isNode(node)) return node
  }
  return null
}

/** The resolvers that scenarios bring along, by the name they get. */
export function ownResolvers(scenarios: readonly NamedScenario[]): Map<string, Resolver> {
  return new Map(
    scenarios.flatMap(({ name, resolver }) =>
      typeof resolver === 'string' || Array.isArray(resolver) ? [] : [[`of ${name}`, resolver]],
    ),
  )
}

/** The names of a scenario’s resolvers, in the order of resolv.conf. */
export function resolverNames({ name, resolver }: NamedScenario): readonly string[] {
  if (typeof resolver === 'string') return [resolver]
  return Array.isArray(resolver) ? resolver : [`of ${name}`]
}
