import path from 'node:path'
import { readGivenFile } from '../runtime/given-file.ts'
import type { Report } from '../shared/model/report.ts'
import { checkReport } from '../shared/report/check.ts'
import { fileFault } from './file-fault.ts'
import { CallError, type Io } from './io.ts'

/** Reads a report from a JSON file. Throws CallError when it is none. */
export function reportFromFile(name: string, io: Io): Report {
  const text = textOf(name, io)
  try {
    return checkReport(JSON.parse(text))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CallError(`${name} is not a report: ${why}`, { cause: error })
  }
}

function textOf(name: string, { cwd }: Io): string {
  try {
    return readGivenFile(path.resolve(cwd, name))
  } catch (error) {
    throw new CallError(`Cannot read the report ${name}: ${fileFault(error)}; check the path`, {
      cause: error,
    })
  }
}
