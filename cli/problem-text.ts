import type { Problem } from '../shared/config/problem.ts'

/**
 * One problem as compilers print them: an editor jumps to `file:line:column`. What came from a flag or from the
 * environment has no line; its key says where it stands.
 */
export function problemText(p: Problem): string {
  const place = p.line === 0 ? `${p.file}: ${p.key}` : `${p.file}:${p.line}:${p.column}`
  return `${place}: ${p.message}\n    ${p.remedy}`
}
