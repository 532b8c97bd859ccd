import os from 'node:os'
import process from 'node:process'
import type { Vantage } from '../shared/model/report.ts'

/** The name of the place: the configuration’s, or the host’s. */
export function vantageName(configured: string | null): string {
  return configured ?? os.hostname()
}

/** Where this command line runs; the name is the configuration’s, or the host’s. */
export function describeVantage(
  name: string | null,
  resolvers: readonly string[],
  privateRanges: readonly string[],
): Vantage {
  const addresses = Object.values(os.networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((a) => !a.internal)
    .map((a) => a.address)
  return {
    name: vantageName(name),
    cloud: 'other',
    region: null,
    app: null,
    resolvers: [...resolvers],
    addresses,
    privateRanges: [...privateRanges],
    node: process.versions.node,
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    facts: {},
  }
}
