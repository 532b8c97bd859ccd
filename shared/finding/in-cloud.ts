import type { Cloud, CloudPlatform } from '../model/cloud.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import { AZURE_WORDS } from './azure-words.ts'
import { GOOGLE_WORDS } from './google-words.ts'
import type { FindingRow, RowWords } from './row.ts'
import { FINDINGS } from './table.ts'

/** By cloud: the rows that are told otherwise there. Typed so that a code which does not exist does not compile. */
export const CLOUD_WORDS: Readonly<
  Record<CloudPlatform, Readonly<Partial<Record<FindingCode, RowWords>>>>
> = { azure: AZURE_WORDS, gcp: GOOGLE_WORDS }

/** The row of a finding as a cloud has it: its causes, fix and page are of that cloud where it has words of its own. */
export function rowIn(code: FindingCode, cloud: Cloud): FindingRow {
  const row = FINDINGS[code]
  return cloud === 'other' ? row : { ...row, ...CLOUD_WORDS[cloud][code] }
}
