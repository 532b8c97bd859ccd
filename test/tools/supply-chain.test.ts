import { readFileSync } from 'node:fs'
import process from 'node:process'
import { describe, expect, test } from 'vitest'

interface Entry {
  readonly version: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly hasInstallScript?: boolean
  readonly dev?: boolean
}

const lock: { packages: Readonly<Record<string, Entry>> } = json('package-lock.json')
const manifest: { optionalDependencies: Readonly<Record<string, string>> } = json('package.json')
const entries = Object.entries(lock.packages).filter(([name]) => name !== '')

/** What may be used and passed on without conditions on our own code; CC-BY is that of lists of names. */
const LICENCES = /^(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-3\.0)$/
/** Tools of the development, of which nothing is passed on. */
const DEVELOPMENT = /^MPL-2\.0$/

function json<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function isAllowed({ license = '', dev }: Entry): boolean {
  const choices = license.replaceAll(/[()]/g, '').split(' OR ')
  return choices.some((one) => LICENCES.test(one) || (dev === true && DEVELOPMENT.test(one)))
}

describe('the lock', () => {
  test('has the hash of every package, and says of none where it was fetched', () => {
    expect(entries.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''))).toEqual([])
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })

  test('has no package that runs a program of its own when it is installed', () => {
    const known = ['node_modules/fsevents']
    const running = entries.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    expect(running.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([])
  })

  test('has licences that allow what is done with the packages', () => {
    const others = entries.filter(([, entry]) => !isAllowed(entry))
    expect(others.map(([name, { license }]) => `${name}: ${license}`)).toEqual([])
  })
})

describe('the runtime', () => {
  const versions = Object.entries(manifest.optionalDependencies)

  test('is one version for every system, and in the lock', () => {
    expect(new Set(versions.map(([, version]) => version)).size).toBe(1)
    for (const [name, version] of versions) {
      expect(lock.packages[`node_modules/${name}`]?.version).toBe(version)
    }
  })

  test('has the major that the packages for the clouds ask for, and that runs this', () => {
    const [major = ''] = versions[0]?.[1].split('.') ?? []
    expect(readFileSync('gcp/package.ts', 'utf8')).toContain(`node: '${major}.x'`)
    expect(readFileSync('azure/infra/function-flex.tf', 'utf8')).toContain(`"${major}"`)
    expect(process.versions.node.startsWith(`${major}.`)).toBe(true)
  })
})
