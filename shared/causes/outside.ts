import { areOnInternet } from '../address/internet-servers.ts'
import { agreedWords } from './agreed-words.ts'
import { askedOf } from './asked.ts'
import type { Traits } from './traits.ts'

/** What the findings say alike where resolvers of the internet alone were asked for the names; null where others were. */
export function askedOutside(targets: readonly Traits[]): ReturnType<typeof agreedWords> {
  return areOnInternet(askedOf(targets).resolvers) ? agreedWords(targets) : null
}
