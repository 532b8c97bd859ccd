import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Result } from './run.ts'

/** Writes the report of a scenario to a file with its name. A probe that gave none leaves the file as it was. */
export function record(folder: string, { scenario, report }: Result): void {
  if (report === null) return
  const file = path.join(folder, `${scenario.name}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
}
