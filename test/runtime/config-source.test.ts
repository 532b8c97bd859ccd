import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { configSource } from '../../runtime/config-source.ts'
import { planSource } from '../../runtime/plan-source.ts'
import { RefusedConfigError } from '../../runtime/refused-config.ts'
import type { Config } from '../../shared/config/schema.ts'

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

const refused = [
  ['nothing', {}, 'There is no configuration'],
  ['both', { PERIMETER_CONFIG_YAML: text, PERIMETER_CONFIG: other }, 'are both set'],
  ['no such file', { PERIMETER_CONFIG: 'absent.yaml' }, 'ENOENT'],
] as const

test.for(refused)('refused: %s', ([, env, message]) => {
  const call = () => configSource(env, empty)
  expect(call).toThrow(RefusedConfigError)
  expect(call).toThrow(message)
})

test('a plan is bounded by what the platform bears, and so is its configuration', async () => {
  const targets = 'targets: [{ name: own, url: "tcp://127.0.0.1:9" }]'
  const within = (config: Config) => ({ ...config, vantage: 'bounded' })
  const { planned } = await planSource({ PERIMETER_CONFIG_YAML: targets }, empty, within)
  expect(planned.config.vantage).toBe('bounded')
  expect(planned.targets).toHaveLength(1)
})
