import { expect } from 'vitest'
import type { Decision, Flow } from '../../../shared/cloud-network/decision.ts'

/** Flows against one configuration, each a line: `10.1.2.4:443 name blocked deny-all-out`; `-` stands for none. */
export interface FlowTable {
  readonly shows: string
  /** The page of the vendor that says so. */
  readonly source: string
  readonly configuration: readonly unknown[]
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
  return flows
    .trim()
    .split('\n')
    .map((line) => {
      const [to = '', name = '', outcome = '', by = ''] = line.trim().split(/\s+/)
      const [, address = '', port] = /^(.+):(\d+)$/.exec(to) ?? []
      return {
        flow: { address, port: Number(port), name: name === '-' ? null : name },
        outcome,
        by,
      }
    })
}

export function expectDecision({ outcome, by }: Decision, row: FlowRow): void {
  const object = by?.object ?? null
  const told = `${outcome} ${object === null ? '-' : (object.rule ?? object.name)}`
  expect(told, by?.says ?? '').toBe(`${row.outcome} ${row.by}`)
}
