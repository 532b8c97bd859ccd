import { stringify } from 'yaml'
import type { BaselineFile } from '../config/baseline-file.ts'

/** A baseline as the file that people read and edit. Ends with a newline. */
export function baselineText(file: BaselineFile, reports: number): string {
  const head = [
    `What ${reports} reports agree on. Name this file under baseline: in perimeter.yaml; what differs from it is told as`,
    'baseline-drift. Remove what may change; latencies are margins in ms, far above what was measured.',
  ]
  return `${head.map((line) => `# ${line}\n`).join('')}${stringify(file, { lineWidth: 0 })}`
}
