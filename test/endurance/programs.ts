import { azurePackage } from './azure-package.ts'
import { commandLine } from './command-line.ts'
import { gcpPackage } from './gcp-package.ts'
import type { PretendNetwork } from './network.ts'
import type { Program } from './program.ts'

type Open = (folder: string, network: PretendNetwork) => Promise<Program>

/** All ways in which the product is run, each built as it is deployed. */
export const PROGRAMS = {
  check: (folder, network) => commandLine('check', folder, network),
  serve: (folder, network) => commandLine('serve', folder, network),
  azure: azurePackage,
  gcp: gcpPackage,
} as const satisfies Readonly<Record<string, Open>>

export type ProgramName = keyof typeof PROGRAMS

/** Reads `--of`. Throws a TypeError that says which there are. */
export function namesOf<T extends ProgramName>(
  text: string | undefined,
  all: readonly T[],
): readonly T[] {
  if (text === undefined) return all
  const found = all.find((name) => name === text)
  if (found === undefined) throw new TypeError(`--of takes ${all.join(', ')}, not ${text}`)
  return [found]
}

/** Reads `--count`. Throws a TypeError. */
export function countOf(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new TypeError(`--count takes a number from 1 on, not ${text}`)
  return Number(text)
}
