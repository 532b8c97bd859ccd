import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { configSource } from '../../runtime/config-source.ts'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { planSource } from '../../runtime/plan-source.ts'
import { RefusedConfigError } from '../../runtime/refused-config.ts'
import { rootsOf } from '../../runtime/roots.ts'
import type { Config } from '../../shared/config/schema.ts'
import { mintRoot } from '../fixtures/mint.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-config-'))
const empty = mkdtempSync(path.join(tmpdir(), 'perimeter-empty-'))
writeFileSync(path.join(folder, 'perimeter.yaml'), 'vantage: package\n')
writeFileSync(path.join(folder, 'other.yaml'), 'vantage: other\n')
afterAll(() => {
  for (const one of [folder, empty]) rmSync(one, { recursive: true })
})

const text = 'vantage: text\n'
const other = path.join(folder, 'other.yaml')
const taken = [
  ['the text', { PERIMETER_CONFIG_YAML: text }, folder, 'PERIMETER_CONFIG_YAML', 'text'],
  ['a path', { PERIMETER_CONFIG: other }, empty, 'other.yaml', 'other'],
  ['a path in the package', { PERIMETER_CONFIG: 'other.yaml' }, folder, 'other.yaml', 'other'],
  ['the package’s own', {}, folder, 'perimeter.yaml', 'package'],
  ['an empty variable', { PERIMETER_CONFIG_YAML: '' }, folder, 'perimeter.yaml', 'package'],
] as const

test.for(taken)('%s', ([, env, where, file, vantage]) => {
  const source = configSource(env, where)
  expect(source).toMatchObject({ file, text: `vantage: ${vantage}\n` })
  expect(source.folder).toBe(file === 'other.yaml' ? folder : where)
})

const absent = path.join(empty, 'absent.yaml')
const NOTHING =
  'There is nothing to check: PERIMETER_CONFIG_YAML has no targets and no catalogs\n    Add some (docs/configuration.md)'
const OWN = 'targets: [{ name: own, url: "tcp://127.0.0.1:9" }]'
const refused = [
  [
    'nothing',
    {},
    'There is no configuration: neither PERIMETER_CONFIG_YAML nor PERIMETER_CONFIG is set, and the package has no perimeter.yaml\n    Set PERIMETER_CONFIG_YAML to its text, or PERIMETER_CONFIG to its path (docs/configuration.md)',
  ],
  [
    'both',
    { PERIMETER_CONFIG_YAML: text, PERIMETER_CONFIG: other },
    'PERIMETER_CONFIG_YAML and PERIMETER_CONFIG are both set\n    Unset the one that is not meant',
  ],
  [
    'no such file',
    { PERIMETER_CONFIG: 'absent.yaml' },
    `Cannot read the configuration ${absent}: ENOENT\n    check the path in PERIMETER_CONFIG`,
  ],
  ['no targets', { PERIMETER_CONFIG_YAML: 'vantage: here\n' }, NOTHING],
  [
    'no range file',
    { PERIMETER_CONFIG_YAML: `${OWN}\nipRanges: [absent.json]` },
    'Cannot use the range file absent.json of ipRanges: ENOENT\n    Name a published range file: ServiceTags_Public.json',
  ],
  [
    'a range file of a variable',
    { PERIMETER_CONFIG_YAML: `${OWN}\nipRanges: ["\${RANGES}"]`, RANGES: 'absent.json' },
    'Cannot use the range file the value of ${RANGES} of ipRanges: ENOENT\n    Name a published range file: ServiceTags_Public.json',
  ],
] as const

test.for(refused)('refused: %s', async ([, env, message]) => {
  const planned = planSource(env, empty, (config) => config)
  const error: unknown = await planned.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RefusedConfigError)
  expect((error as Error).message).toBe(`a problem in what is to be checked\n${message}`)
})

test.for([
  ['absent.pem', {}, 'absent.pem'],
  ['${ROOTS}', { ROOTS: 'absent.pem' }, 'the value of ${ROOTS}'],
] as const)(
  'roots that cannot be read are refused by the name that they have: %s',
  async ([given, env, name]) => {
    const { pem } = await mintRoot()
    writeFileSync(path.join(folder, 'root.pem'), pem)
    const config = checkedConfig(`ca: [root.pem, "${given}"]`, 'perimeter.yaml', env)
    const context = { folder, env }
    expect(rootsOf({ ...config, ca: ['root.pem'] }, context)).toEqual([pem.trim()])
    expect(() => rootsOf(config, context)).toThrow(
      new RefusedConfigError([
        {
          ...{ file: name, line: 0, column: 0, key: '' },
          message: `${name} of ca cannot be read: ENOENT`,
          remedy: 'Check the path, which is relative to the folder of the file that names it',
        },
      ]).message,
    )
  },
)

test('a plan is bounded by what the platform bears, and so is its configuration', async () => {
  const targets = 'targets: [{ name: own, url: "tcp://127.0.0.1:9" }]'
  const within = (config: Config) => ({ ...config, vantage: 'bounded' })
  const { planned } = await planSource({ PERIMETER_CONFIG_YAML: targets }, empty, within)
  expect(planned.config.vantage).toBe('bounded')
  expect(planned.targets).toHaveLength(1)
})
