import { allSaid } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

const FOR = /is for (.+?), not for ([^\s;,]+)/

/** No "the certificate is for X, not for X". */
export const certificateNames: Law = (sweep) =>
  allSaid(sweep).flatMap((said) => {
    const [, names = '', host = ''] = FOR.exec(said.finding.summary) ?? []
    const listed = names.toLowerCase().split(/, | and /)
    const covers = listed.some((name) => name === host.toLowerCase() || covered(name, host))
    return host !== '' && covers ? [broken(said, `the names listed cover ${host}`)] : []
  })

/** RFC 9525, 6.3: a wildcard stands for one whole label. */
function covered(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return false
  const rest = host.toLowerCase().split('.').slice(1).join('.')
  return rest !== '' && rest === pattern.slice(2)
}
