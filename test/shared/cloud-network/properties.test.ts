import path from 'node:path'
import { expect, test } from 'vitest'
import { readNetwork } from '../../../shared/cloud-network/read.ts'
import { WHOLE_AZURE } from './whole-azure.ts'
import { WHOLE_GOOGLE } from './whole-google.ts'

type Place = readonly (string | number)[]

/** Each property and item within a value. */
function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...at, Array.isArray(value) ? Number(key) : key]
    return [here, ...placesIn(inner, here)]
  })
}

/** The value without the property, or with the other truth in it. */
function changed(value: unknown, place: Place): { readonly whole: unknown; readonly how: string } {
  const whole = structuredClone(value)
  const last = place.at(-1) ?? ''
  const holder = place.slice(0, -1).reduce((of: unknown, key) => {
    return (of as Record<string | number, unknown>)[key]
  }, whole) as Record<string | number, unknown>
  const truth = holder[last]
  if (typeof truth === 'boolean') holder[last] = !truth
  else delete holder[last]
  return { whole, how: typeof truth === 'boolean' ? `${!truth}` : 'missing' }
}

function leaves(value: unknown, at = ''): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[at, JSON.stringify(value)]]
  const inner = Object.entries(value)
  if (inner.length === 0) return [[at, JSON.stringify(value)]]
  return inner.flatMap(([key, one]) => leaves(one, at === '' ? key : `${at}.${key}`))
}

function readLeaves(rows: unknown): ReadonlyMap<string, string> {
  try {
    return new Map(leaves(readNetwork(JSON.stringify(rows), 'f')))
  } catch (error) {
    return new Map([['refused', error instanceof Error ? error.message : String(error)]])
  }
}

function difference(now: ReadonlyMap<string, string>, whole: ReadonlyMap<string, string>): string {
  const refused = now.get('refused')
  if (refused !== undefined) return `refused: ${refused.slice(0, 80)}`
  const other = [...now].filter(([at, value]) => whole.get(at) !== value)
  const gone = [...whole.keys()].filter((at) => !now.has(at))
  return [...other.map(([at, value]) => `${at} = ${value}`), ...gone.map((at) => `no ${at}`)].join(
    '; ',
  )
}

function toldOf([what, rows]: readonly [string, readonly object[]]): string {
  const whole = readLeaves(rows)
  const lines = placesIn(rows).flatMap((place) => {
    const { whole: bent, how } = changed(rows, place)
    const told = difference(readLeaves(bent), whole)
    return told === '' ? [] : [`  ${place.join('.')} ${how}: ${told.slice(0, 300)}`]
  })
  const filled = [...whole].filter(([, value]) => value !== '[]')
  const read = filled.map(([at, value]) => `  ${at} = ${value}`)
  return [what, ...read, ...lines].join('\n')
}

// What is read of each property, and what becomes of it where an export does not have it. After a change of what is
// read: npx vitest run test/shared/cloud-network/properties.test.ts -u, and read what changed.
test.for([
  ['azure', WHOLE_AZURE],
  ['google', WHOLE_GOOGLE],
] as const)('each property of each resource of %s is read as it was', async ([cloud, whole]) => {
  const told = Object.entries(whole).map(toldOf).join('\n\n')
  const short = told.replaceAll(/\/subscriptions\/[0-9-]+\/resourceGroups\/[\w-]+\/providers/g, '…')
  await expect(`${short}\n`).toMatchFileSnapshot(
    path.join(import.meta.dirname, 'properties', `${cloud}.txt`),
  )
})
