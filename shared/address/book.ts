import { isCidr } from './cidr.ts'
import { type PrefixTable, prefixTable } from './prefix-table.ts'

/** The config's own private prefixes and the owners from published range files, ready for look-ups. */
export interface AddressBook {
  readonly privateRanges: PrefixTable<'private'>
  readonly owners: PrefixTable<string>
}

/**
 * Builds the address book of a sweep. Where range files give one prefix to several owners, the one that says
 * most stands: Azure's file lists a prefix under its service and again under the whole cloud.
 * @throws Error for a prefix that `isCidr` refuses; both inputs are checked where they enter the program
 */
export function addressBook(input: {
  readonly privateRanges: readonly string[]
  readonly owners: readonly { readonly owner: string; readonly cidr: string }[]
}): AddressBook {
  const wrong = input.privateRanges.find((cidr) => !isCidr(cidr))
  if (wrong !== undefined) throw new Error(`Not a prefix in privateRanges: "${wrong}"`)
  return {
    privateRanges: prefixTable(input.privateRanges.map((cidr) => ({ cidr, value: 'private' }))),
    owners: prefixTable(
      input.owners.map(({ owner, cidr }) => ({ cidr, value: owner })),
      moreTelling,
    ),
  }
}

/** The owner of addresses in a range that is allocated for private services access of Google Cloud. */
export const SERVICES_OWNER = 'private services access'

/** A book without private ranges and owners: the table of special ranges alone. */
export const EMPTY_BOOK: AddressBook = addressBook({ privateRanges: [], owners: [] })

function moreTelling(a: string, b: string): string {
  const rank = (owner: string) => (owner.startsWith('AzureCloud') ? 0 : owner.length)
  const difference = rank(a) - rank(b)
  if (difference !== 0) return difference > 0 ? a : b
  return a < b ? a : b
}
