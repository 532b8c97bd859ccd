import { CATALOGS } from '../catalog/builtin.ts'
import { didYouMean } from '../document/nearest.ts'
import type { Complaint } from '../document/problem.ts'

/** Whether `use` names a file of the user's own, and not a built-in catalog. */
export function isCatalogFile(use: string): boolean {
  return /[/\\]/.test(use) || /\.(ya?ml|json)$/.test(use)
}

/** What is wrong with the value of `use`; null when it names a file or a built-in catalog. */
export function catalogNameComplaint(use: string): Complaint | null {
  const names = CATALOGS.map((catalog) => catalog.name)
  if (isCatalogFile(use) || names.includes(use)) return null
  return {
    message: 'is not a known catalog',
    remedy: `${didYouMean(use, names)}Built-in catalogs: ${names.join(', ')}; a file of your own starts with ./`,
  }
}
