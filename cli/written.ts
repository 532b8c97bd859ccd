import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { Report } from '../shared/model/report.ts'
import { fileFault } from './file-fault.ts'
import { type Format, REPORT_FORMATS, render } from './format.ts'
import { CallError, type Io } from './io.ts'

/** A file that a report is written to, too. */
export interface Written {
  readonly format: Format
  readonly file: string
}

/** `--write junit=perimeter.xml`, which may be given several times. Throws InvalidArgumentError. */
export function writtenOption(text: string, before: readonly Written[] = []): readonly Written[] {
  const [, name, file] = /^([a-z]+)=(.+)$/.exec(text) ?? []
  const format = REPORT_FORMATS.find((one) => one === name)
  if (format !== undefined && file !== undefined) return [...before, { format, file }]
  throw new InvalidArgumentError(`Write FORMAT=FILE with a format of ${REPORT_FORMATS.join(', ')}.`)
}

/** Writes a report to each of the files. @throws CallError when one cannot be written */
export async function writeReports(
  report: Report,
  files: readonly Written[],
  io: Io,
): Promise<void> {
  // A file has no columns to fit, and nothing in it is coloured.
  const plain = { ...io, env: {}, terminal: { out: false, err: false, columns: 120 } }
  for (const { format, file } of files) {
    try {
      writeFileSync(path.resolve(io.cwd, file), await render(report, format, plain, false))
    } catch (error) {
      throw new CallError(`Cannot write ${file}: ${fileFault(error)}; check the path`, {
        cause: error,
      })
    }
  }
}
