import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Result } from './run.ts'

/** Writes the report of a scenario to a file with its name. A probe that gave none leaves the file as it was. */
export function record(folder: string, { scenario, report }: Result): void {
  if (report === null) return
  const file = path.join(folder, `${scenario.name}.json`)
  // The kernel of the machine that ran the lab is no part of what was seen.
  const vantage = { ...report.vantage, os: 'Linux' }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ ...report, vantage }, null, 2)}\n`)
}
