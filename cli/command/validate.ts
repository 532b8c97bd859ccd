import type { Command } from 'commander'
import { authorityOf } from '../../shared/address/authority.ts'
import type { DerivedParameter } from '../../shared/config/plan.ts'
import type { Target } from '../../shared/model/target.ts'
import { backtracks, patternOf } from '../../shared/target/pattern.ts'
import { capabilityCount, plural } from '../../shared/view/text.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { collect, WITH } from '../options.ts'
import { DEFAULT_FILE, type PlanFlags, planFromFlags } from '../plan.ts'

/** `perimeter validate`: whether a configuration would be accepted, and what it would check. */
export function validateCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('validate')
    .description('Check a configuration without touching the network, and list its targets')
    .argument('[file]', 'configuration file (default: perimeter.yaml)')
    .option('-c, --config <file>', 'the same')
    .option('--catalog <name>', 'what a system needs: a built-in catalog or a file', collect)
    .option('--with <key=value>', WITH, collect)
    .action((given: string | undefined, { config, ...use }: PlanFlags) => {
      if (given !== undefined && config !== undefined) {
        throw new CallError(`Two files are named, ${given} and ${config}: name one`)
      }
      const named = given ?? config
      const flags = named === undefined ? use : { ...use, config: named }
      const { targets, capabilities, derived, exempt } = planFromFlags(flags, io)
      for (const line of slowPatterns(targets)) io.err(`perimeter: warning: ${line}\n`)
      const width = Math.max(...targets.map((t) => t.id.length), 0)
      const lines = targets.map(
        (t) =>
          `  ${t.id.padEnd(width)}  ${t.url}  ${wanted(t.expect)}  ${egress(t, exempt.get(t.id))}`,
      )
      io.out(
        [
          `${use.catalog?.join(', ') ?? named ?? DEFAULT_FILE}: ${plural(targets.length, 'target')}, ${capabilityCount(capabilities.length)}`,
          ...lines,
          ...derivedLines(derived),
          '',
        ].join('\n'),
      )
      done(EXIT.asExpected)
    })
}

/** The patterns of expectations that would stop a judgement. Tried here only: a sweep bounds each by itself. */
function slowPatterns(targets: readonly Target[]): readonly string[] {
  return targets.flatMap(({ id, expect: { http } }) => {
    const headers = Object.entries(http?.headers ?? {})
    const given = [
      ['expect.http.body', http?.body ?? ''],
      ...headers.map(([name, value]) => [`expect.http.headers.${name}`, value]),
    ] as const
    return given.flatMap(([key, value = '']) => {
      const pattern = patternOf(value)
      if (pattern === null || !backtracks(pattern)) return []
      return [
        `${id}: the pattern ${value} of ${key} backtracks: some answers would be inconclusive. Write it without a repetition inside a repetition`,
      ]
    })
  })
}

/** The egress path, and the exception it is owed to. Credentials of a proxy are not shown. */
function egress({ proxy }: Target, exempt: string | undefined): string {
  if (proxy !== null) return `via ${proxy.scheme}://${authorityOf(proxy)}`
  if (exempt === undefined) return 'direct'
  return exempt === 'loopback' ? 'direct (loopback)' : `direct (noProxy: ${exempt})`
}

/** What nobody wrote, and where it comes from: a wrong guess of ours would show here first. */
function derivedLines(derived: readonly DerivedParameter[]): readonly string[] {
  if (derived.length === 0) return []
  const facts = derived.map(({ catalog, name, value, variable }) => ({
    what: `${catalog}: ${name} = ${typeof value === 'string' ? value : value.join(', ')}`,
    variable,
  }))
  const width = Math.max(...facts.map((fact) => fact.what.length))
  const lines = facts.map((fact) => `  ${fact.what.padEnd(width)}  ${fact.variable}`)
  return ['', 'Parameters from the environment', ...lines]
}

function wanted(expect: { readonly reachability: string; readonly resolution: string }): string {
  const resolution = expect.resolution === 'any' ? '' : `, ${expect.resolution}`
  return `${expect.reachability}${resolution}`
}
