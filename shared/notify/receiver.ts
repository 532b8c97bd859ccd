import type { ReceiverFilter } from '../alerts/policy.ts'
import type { ReceiverAddress } from '../config/receivers.ts'
import type { Config } from '../config/schema.ts'

/** An entry of alerts.notify: who is notified of what, and how. */
export interface Receiver extends ReceiverFilter {
  readonly receiver: ReceiverAddress
}

/** The receivers of a configuration. One without a name is called by its kind, and numbered from the second on. */
export function receiversOf({ notify }: Config['alerts']): readonly Receiver[] {
  const taken = new Set(notify.flatMap(({ name }) => (name === null ? [] : [name])))
  return notify.map((entry) => {
    const name = entry.name ?? freeName(entry.receiver.kind, taken)
    taken.add(name)
    return { ...entry, name }
  })
}

function freeName(kind: string, taken: ReadonlySet<string>): string {
  if (!taken.has(kind)) return kind
  let number = 2
  while (taken.has(`${kind}-${number}`)) number++
  return `${kind}-${number}`
}
