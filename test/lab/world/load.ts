import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Endpoint, endpoint, type Resolver, resolver } from './schema.ts'

/** The parts of the lab: resolvers and endpoints by name. */
export interface World {
  readonly resolvers: ReadonlyMap<string, Resolver>
  readonly endpoints: ReadonlyMap<string, Endpoint>
  /** The address of each resolver. */
  readonly resolverAddresses: ReadonlyMap<string, string>
}

const FOLDER = import.meta.dirname
/** The root zone of the pretend internet, in the files of which each may be read alone. */
export const INTERNET_ZONES = ['internet.zone', 'estates.zone'].map((f) => path.join(FOLDER, f))

/** Reads the world from its files, and adds the resolvers that scenarios bring along. Throws when a file is wrong. */
export function loadWorld(extra: ReadonlyMap<string, Resolver>): World {
  const resolvers = new Map([
    ...read('resolvers.yaml', resolver),
    ...extra,
    ...read('estate-resolvers.yaml', resolver),
  ])
  const addresses = [...resolvers.keys()].map(
    // From 10.50.0.10 on; the second hundreds would need a wider prefix.
    (name, index) => [name, `10.50.0.${10 + index}`] as const,
  )
  if (addresses.length > 240)
    throw new Error('There are more than 240 resolvers; widen 10.50.0.0/24')
  return {
    resolvers,
    endpoints: new Map([
      ...read('endpoints.yaml', endpoint),
      ...read('estate-endpoints.yaml', endpoint),
    ]),
    resolverAddresses: new Map(addresses),
  }
}

function read<T>(file: string, schema: z.ZodType<T>): Map<string, T> {
  const text = readFileSync(path.join(FOLDER, file), 'utf8')
  const parsed = z.record(z.string(), schema).safeParse(parse(text, { merge: true }))
  if (!parsed.success) throw new Error(`${file} is wrong:\n${z.prettifyError(parsed.error)}`)
  return new Map(Object.entries(parsed.data))
}
