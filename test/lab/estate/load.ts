import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ScenarioError } from '../scenario/load.ts'
import { type Change, change, type Estate, estate, lives, pairs } from './schema.ts'

const FOLDER = path.join(import.meta.dirname, '../estates')

export const KINDS = ['change', 'pair', 'life', 'same'] as const
export type Kind = (typeof KINDS)[number]

/** One run of an estate: sweeps after the healthy one, and what must have come of them. */
export interface Case {
  /** `azure-hub/vault-zone-unlinked` */
  readonly name: string
  readonly kind: Kind
  /** In each sweep: the changes that hold at once. */
  readonly sweeps: readonly (readonly string[])[]
  /** How many incidents there are in the end, and how many of them are open. */
  readonly incidents: number
  readonly open: number
}

export interface NamedEstate extends Estate {
  readonly name: string
  readonly changes: ReadonlyMap<string, Change>
  readonly cases: readonly Case[]
}

/** The estates with their changes; only the one of that name, if given. Throws ScenarioError. */
export function loadEstates(only: string | undefined): readonly NamedEstate[] {
  const names = globSync('*/estate.yaml', { cwd: FOLDER }).map((file) => path.dirname(file))
  const wanted = names.filter((name) => only === undefined || name === only).sort()
  if (wanted.length === 0) {
    throw new ScenarioError(`There is no estate ${only}; there are ${names.sort().join(', ')}`)
  }
  return wanted.map(loadEstate)
}

function loadEstate(name: string): NamedEstate {
  const changes = new Map<string, Change>()
  for (const file of globSync(`${name}/changes/*.yaml`, { cwd: FOLDER }).sort()) {
    changes.set(path.basename(file, '.yaml'), read(file, change))
  }
  const given = { ...read(`${name}/estate.yaml`, estate), name, changes }
  const cases = [...singles(given), ...pairsOf(given), ...livesOf(given)]
  for (const one of cases) assertKnown(one, changes)
  return { ...given, cases }
}

type Given = Omit<NamedEstate, 'cases'>

function singles({ name, changes }: Given): readonly Case[] {
  return [...changes].map(([change, { expect }]) => {
    const kind = expect.length === 0 ? 'same' : 'change'
    const incidents = opening(expect)
    return { name: `${name}/${change}`, kind, sweeps: [[change]], incidents, open: incidents }
  })
}

function opening(expect: Change['expect']): number {
  return expect.filter(({ warns }) => !warns).length
}

function pairsOf({ name, changes }: Given): readonly Case[] {
  return readIfThere(`${name}/pairs.yaml`, pairs, []).map((both) => {
    const incidents = both.reduce((sum, one) => sum + opening(changes.get(one)?.expect ?? []), 0)
    return {
      name: `${name}/${both.join('+')}`,
      kind: 'pair',
      sweeps: [both],
      incidents,
      open: incidents,
    }
  })
}

function livesOf({ name }: Given): readonly Case[] {
  return Object.entries(readIfThere(`${name}/lives.yaml`, lives, {})).map(([life, told]) => ({
    name: `${name}/${life}`,
    kind: 'life',
    sweeps: told.sweeps.map((sweep) => (sweep === 'healthy' ? [] : sweep.split('+'))),
    incidents: told.incidents,
    open: told.open,
  }))
}

function assertKnown({ name, sweeps }: Case, changes: Given['changes']): void {
  const unknown = sweeps.flat().filter((change) => !changes.has(change))
  if (unknown.length > 0) throw new ScenarioError(`${name}: there is no change ${unknown[0]}`)
}

function readIfThere<T>(file: string, schema: z.ZodType<T>, otherwise: T): T {
  return existsSync(path.join(FOLDER, file)) ? read(file, schema) : otherwise
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(
    parse(readFileSync(path.join(FOLDER, file), 'utf8'), { merge: true }),
  )
  if (parsed.success) return parsed.data
  throw new ScenarioError(`estates/${file} is wrong:\n${z.prettifyError(parsed.error)}`)
}
