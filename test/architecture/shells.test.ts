import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PLATFORMS } from '../../shared/model/cloud.ts'
import { FOLDERS } from './imports.ts'

const knip = JSON.parse(readFileSync('knip.json', 'utf8'))
const biome = readFileSync('biome.json', 'utf8')

/** What a cloud has of its own, besides the parts that the compiler asks for (CloudShell). */
const FILES = ['main.ts', 'vantage.ts', 'package.ts', 'infra']

describe.for(PLATFORMS)('the shell of %s', (cloud) => {
  test('has its files', () => {
    const wanted = [
      ...FILES.map((file) => `${cloud}/${file}`),
      ...[`docs/deploy-${cloud}.md`, `test/${cloud}`, `test/packages/${cloud}.test.ts`],
    ]
    expect(wanted.filter((file) => !existsSync(file))).toEqual([])
  })

  test('imports no other shell, which the linter knows', () => {
    expect(FOLDERS).toHaveProperty(cloud)
    expect(biome).toContain(`"${cloud}/**"`)
  })

  test('is an entry of the dead-code check, and has a script that packages it', () => {
    expect(knip.entry.join()).toContain(`${cloud}/`)
    expect(readFileSync('package.json', 'utf8')).toContain(`"package:${cloud}"`)
  })
})
