import type { FindingCode } from './codes.ts'
import type { FindingRow } from './row.ts'

export const FINDINGS: Partial<Record<FindingCode, FindingRow>> = {}
