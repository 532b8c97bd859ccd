import { expect } from 'vitest'
import type { Decision, Flow } from '../../../shared/cloud-network/decision.ts'
import type { Resolved } from '../../../shared/cloud-network/resolved.ts'

/** Flows against one configuration, each a line: `10.1.2.4:443 name blocked deny-all-out`, of UDP `10.0.0.4:53/udp`; `-` stands for none. */
export interface FlowTable {
  readonly shows: string
  /** The page of the vendor that says so. */
  readonly source: string
  readonly configuration: readonly unknown[]
  /** Where the probe stands at an address that is not known, `vnet/subnets/subnet`; absent: at the address that all tables have. */
  readonly subnet?: string
  readonly flows: string
}

export interface FlowRow {
  readonly flow: Flow
  readonly outcome: string
  /** What decides: the name of the rule, else that of the object; `-`: nothing. */
  readonly by: string
}

export function rowsOf({ flows }: Pick<FlowTable, 'flows'>): readonly FlowRow[] {
  return wordsOf(flows).map(([to = '', name = '', outcome = '', by = '']) => {
    const [, address = '', port] = /^(.+):(\d+(?:\/udp)?)$/.exec(to) ?? []
    const wanted = {
      address,
      port: Number.parseInt(port ?? '', 10),
      name: name === '-' ? null : name,
    }
    return { flow: { protocol: port?.endsWith('/udp') ? 'udp' : 'tcp', ...wanted }, outcome, by }
  })
}

export function expectDecision({ outcome, by }: Decision, row: FlowRow, form = ''): void {
  const object = by?.object ?? null
  const told = `${outcome} ${object === null ? '-' : (object.rule ?? object.name)}`
  expect(told.toLowerCase(), `${form}: ${by?.says}`).toBe(`${row.outcome} ${row.by}`.toLowerCase())
  expect(object?.line ?? '').not.toContain('and 0 more')
  // What is said is what was decided.
  if (row.outcome === 'blocked') expect(by?.says).not.toMatch(/^(?!no rule).*\ballows it$/)
  if (row.outcome === 'pass') expect(by?.says).not.toMatch(/\bdenies it$/)
}

/** The words of each line of a table. */
export function wordsOf(lines: string): readonly (readonly string[])[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
}

/** What a name is answered with and by which object, as a line of a table has them; `-`: by none. */
export function expectName(told: Resolved, [, answer, by]: readonly string[], form = ''): void {
  const got = told.answer === 'addresses' ? told.addresses.join('+') : told.answer
  const object = told.object === null ? '-' : (told.object.rule ?? told.object.name)
  expect(`${got} ${object}`.toLowerCase(), `${form}: ${told.says}`).toBe(
    `${answer} ${by}`.toLowerCase(),
  )
}
