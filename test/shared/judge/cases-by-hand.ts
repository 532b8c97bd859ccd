import { globSync } from 'node:fs'
import path from 'node:path'
import type { Case } from './cases/case.ts'

const CASES = path.join(import.meta.dirname, 'cases')

/** The cases by hand: whatever list of them a file of cases/ exports. */
export async function casesByHand(): Promise<readonly Case[]> {
  const files = globSync('*.ts', { cwd: CASES }).map((file) => path.join(CASES, file))
  const modules: object[] = await Promise.all(files.map((file) => import(file)))
  return modules.flatMap((module) => Object.values(module).filter(Array.isArray)).flat()
}
