import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../shared/config/load.ts'
import { plan } from '../../../shared/config/plan.ts'
import { configJsonSchema } from '../../../shared/view/json-schemas.ts'
import { mint } from './certificate.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const EXAMPLES = readdirSync(path.join(ROOT, 'examples'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `examples/${name}`)

describe('the files that come with the program', () => {
  test.for(['perimeter.yaml', ...EXAMPLES])('%s loads and plans', async (file) => {
    const env = { PROXY_PASSWORD: 'p@ss:word' }
    const pem = await mint()
    const folder = path.dirname(path.join(ROOT, file))
    const readFile = (name: string) =>
      name.endsWith('.pem') ? pem : readFileSync(path.resolve(folder, name), 'utf8')

    const { config, problems } = loadConfig(readFileSync(path.join(ROOT, file), 'utf8'), {
      file,
      env,
    })
    expect(problems).toEqual([])
    if (config === null) return
    const planned = plan(config, { env, readFile })
    expect(planned.problems).toEqual([])
    expect(planned.targets.length).toBeGreaterThan(4)
    expect(new Set(planned.targets.map((t) => t.id)).size).toBe(planned.targets.length)
    const known = planned.capabilities.map((c) => c.id)
    const needed = new Set(planned.targets.flatMap((t) => t.capabilities))
    expect([...needed].sort()).toEqual([...known].sort())
    if (config.ca.length > 0) expect(planned.targets[0]?.ca).toEqual([pem.trim()])
  })

  test('perimeter.yaml names no address, and asks the system’s resolvers only', () => {
    const text = readFileSync(path.join(ROOT, 'perimeter.yaml'), 'utf8')
    const active = text.replaceAll(/^\s*#.*$/gm, '')
    expect(active).not.toMatch(/\d+\.\d+\.\d+\.\d+/)
    expect(active).toContain('resolvers: [system]')
  })
})

describe('the configuration’s keys', () => {
  const schema = configJsonSchema()

  test('all say what they are for, in the JSON Schema', () => {
    const silent = keysOf(schema).filter(({ description }) => description === undefined)
    expect(silent.map((s) => s.name)).toEqual([])
  })

  test('all stand in docs/configuration.md', () => {
    const page = readFileSync(path.join(ROOT, 'docs/configuration.md'), 'utf8')
    const missing = keysOf(schema).filter(
      ({ name }) => !new RegExp(`\`([^\`]*\\.)?${name}\``).test(page),
    )
    expect(missing.map((m) => m.name)).toEqual([])
  })
})

interface Key {
  readonly name: string
  readonly description: unknown
}

function keysOf(schema: unknown): readonly Key[] {
  if (typeof schema !== 'object' || schema === null) return []
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as {
    properties?: Record<string, { description?: string }>
    items?: unknown
    anyOf?: unknown[]
  }
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      { name, description: inner.description },
      ...keysOf(inner),
    ]),
    ...keysOf(items),
    ...anyOf.flatMap(keysOf),
  ]
}
