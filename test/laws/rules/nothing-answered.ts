import { isPrivate, isPublic } from '../alike.ts'
import { allSaid, allSeen, type JudgedSweep, type Said } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

/** "No private address was reached in this sweep", and the like. */
const NONE = /no (private|public) address was reached/

/** No "nothing answered", of the whole sweep or of one class of address, where a connection of it opened. */
export const nothingAnswered: Law = (sweep) =>
  allSaid(sweep).flatMap((said) => {
    const refuted = claimed(said, sweep).flatMap(
      (test) =>
        allSeen(sweep).find(
          ({ o }) => o.step === 'connect' && o.failure === null && test(o.address),
        ) ?? [],
    )
    const [first] = refuted
    return first?.o.step === 'connect'
      ? [broken(said, `${first.o.address} port ${first.o.port} accepted a connection`)]
      : []
  })

function claimed({ finding, sentences }: Said, { book }: JudgedSweep) {
  const tests: ((address: string) => boolean)[] = []
  if (finding.code === 'network-no-way-out') tests.push(() => true)
  const kind = NONE.exec(sentences.join('\n'))?.[1]
  if (kind !== undefined) {
    tests.push((address) => (kind === 'private' ? isPrivate : isPublic)(address, book))
  }
  return tests
}
