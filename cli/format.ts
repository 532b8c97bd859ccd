import type { Report } from '../shared/model/report.ts'
import { junitReport } from '../shared/view/junit.ts'
import { markdownReport } from '../shared/view/markdown.ts'
import { matrixReport } from '../shared/view/matrix.ts'
import { prettyReport } from '../shared/view/pretty.ts'
import { prometheusReport } from '../shared/view/report-metrics.ts'
import { type Io, wantsColour } from './io.ts'

export const REPORT_FORMATS = [
  'pretty',
  'json',
  'junit',
  'markdown',
  'matrix',
  'prometheus',
  'html',
] as const
export type Format = (typeof REPORT_FORMATS)[number]

/** A report as text, with a final newline. */
export async function render(
  report: Report,
  format: Format,
  io: Io,
  verbose: boolean,
): Promise<string> {
  switch (format) {
    case 'html': {
      // The page and its templates are for whoever asks for them.
      const { reportFile } = await import('../shared/web/page/report-file.ts')
      return reportFile(report)
    }
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`
    case 'junit':
      return junitReport(report)
    case 'markdown':
      return markdownReport(report)
    case 'matrix':
      return matrixReport(report)
    case 'prometheus':
      return prometheusReport(report)
    case 'pretty': {
      const width = Math.min(io.terminal.columns, 120)
      return prettyReport(report, { colour: wantsColour(io), width, verbose })
    }
    default:
      return format satisfies never
  }
}
