import type { Report } from '../model/report.ts'
import type { Paint } from './paint.ts'

/** What the sections of the terminal's page are given. */
export interface Page {
  /** Every string of it made visible. */
  readonly report: Report
  readonly paint: Paint
  readonly width: number
  readonly verbose: boolean
}
