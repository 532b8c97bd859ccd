import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '../shared/model/report.ts'
import { checkReport } from '../shared/report/check.ts'
import { CallError, type Io } from './io.ts'

/** Reads a report from a JSON file. Throws CallError when it is none. */
export function reportFromFile(name: string, io: Io): Report {
  try {
    return checkReport(JSON.parse(readFileSync(path.resolve(io.cwd, name), 'utf8')))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CallError(`${name} is not a report: ${why}`, { cause: error })
  }
}
