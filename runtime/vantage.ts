import { readFileSync } from 'node:fs'
import os from 'node:os'
import process from 'node:process'
import type { Vantage } from '../shared/model/report.ts'

/** What only a platform knows of the environment that a shell runs in. */
export type Platform = Pick<Vantage, 'cloud' | 'region' | 'app' | 'facts'>

/** A machine of which no cloud tells anything. */
export const NO_PLATFORM: Platform = { cloud: 'other', region: null, app: null, facts: {} }

/** The name of the vantage: the configuration’s, or the host’s. */
export function vantageName(configured: string | null): string {
  return configured ?? os.hostname()
}

/** Where this process runs: what its platform says, and what the host itself shows. */
export function describeVantage(
  name: string,
  platform: Platform,
  resolvers: readonly string[],
  privateRanges: readonly string[],
): Vantage {
  const addresses = Object.values(os.networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((a) => !a.internal)
    .map((a) => a.address)
  return {
    name,
    ...platform,
    resolvers: [...resolvers],
    addresses,
    privateRanges: [...privateRanges],
    node: process.versions.node,
    os: `${os.type()} ${os.release()} ${os.arch()}`,
  }
}

/** The resolver settings of this machine; null where there are none, as on Windows. */
export function systemResolvConf(): string | null {
  if (process.platform === 'win32') return null
  try {
    return readFileSync('/etc/resolv.conf', 'utf8')
  } catch {
    return null
  }
}
