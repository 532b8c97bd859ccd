import type { RequestObservation } from '../../../shared/model/observation.ts'
import { allSaid } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

/** Where services put the name of what is wrong: a header of Azure, XML of Storage, JSON of Azure and Google. */
const IN_BODY: readonly RegExp[] = [
  /<Code>([A-Za-z]{3,60})<\/Code>/,
  /"reason": ?"([A-Z][A-Z_]{3,60})"/,
  /"code": ?"([A-Z][A-Za-z]{5,60})"/,
]

/** No finding on a bare status where the body or a header named the reason. */
export const bareStatus: Law = (sweep) =>
  allSaid(sweep)
    .filter(({ finding }) => finding.code === 'http-status-unexpected')
    .flatMap((said) => {
      const named = said.cited.flatMap((o) => (o.step === 'request' ? (reasonOf(o) ?? []) : []))
      const text = said.sentences.join('\n')
      const unsaid = named.find((reason) => !text.includes(reason))
      return unsaid === undefined ? [] : [broken(said, `the answer says ${unsaid}`)]
    })

function reasonOf({ headers, body }: RequestObservation): string | null {
  const header = headers['x-ms-error-code']
  if (header !== undefined && header !== '') return header
  return IN_BODY.map((where) => where.exec(body)?.[1]).find((reason) => reason) ?? null
}
