import type { Mutant } from './mutants.ts'

/** Mutants that change nothing that anybody could see, and why. */
const EQUIVALENT: readonly {
  readonly file: string
  /** Part of the line, and of what was changed in it. */
  readonly text: string
  readonly what: string
  readonly why: string
}[] = [
  {
    file: 'shared/alerts/together.ts',
    text: 'rank(a.since, a.vantage) < rank(b.since, b.vantage)',
    what: '< -> <=',
    why: 'ranks end in the name of the vantage: no two are equal',
  },
  {
    file: 'shared/alerts/together.ts',
    text: 'told.find((t) => t.channel === channel)',
    what: 'find -> findLast',
    why: 'an incident holds one entry for a receiver',
  },
  {
    file: 'shared/alerts/owed.ts',
    text: 'told.find((t) => t.channel === channel)',
    what: 'find -> findLast',
    why: 'an incident holds one entry for a receiver',
  },
  {
    file: 'shared/causes/root.ts',
    text: "byId.get(result.cause ?? '')",
    what: '?? forgotten',
    why: 'the map holds neither null nor an empty id',
  },
  {
    file: 'stores/firestore/service.ts',
    text: "signal.addEventListener('abort', abort, { once: true })",
    what: 'true -> false',
    why: 'a signal is aborted once',
  },
  {
    file: 'shared/alerts/quiet.ts',
    text: 'WEEKDAYS.find((weekday) => weekday === day)',
    what: 'find -> findLast',
    why: 'no two days have one name',
  },
  {
    file: 'shared/notify/attempt.ts',
    text: 'channels.find(({ name }) => name === notification.channel)',
    what: 'find -> findLast',
    why: 'no two receivers have one name: the configuration refuses that',
  },
  {
    file: 'shared/notify/retry.ts',
    text: '2 ** Math.min(failures - 1, 30)',
    what: '30 -> 60',
    why: 'the longest wait is reached long before, and neither power overflows',
  },
  {
    file: 'shared/agent/alerting.ts',
    text: 'return before?.through ?? null',
    what: '?? forgotten',
    why: 'its caller takes undefined and null alike',
  },
  {
    file: 'shared/config/schedule.ts',
    text: 'const LONGEST = [31, 29, 31',
    what: '31 -> 62',
    why: 'no day beyond 31 can be written',
  },
  {
    file: 'shared/report/sanitize-hosts.ts',
    text: '?.[1] ?? []',
    what: '?? forgotten',
    why: 'each URL of a catalog has a scheme and a host',
  },
  {
    file: 'shared/alerts/count.ts',
    text: "lineage.get(key) ?? ''",
    what: '?? forgotten',
    why: 'the key of a cause is its code and its subject: neither empty nor undefined',
  },
  {
    file: 'azure/telemetry/connection-string.ts',
    text: 'if (at > 0) given[part',
    what: '> -> >=',
    why: 'no key is empty, and what stands under one is not read',
  },
  {
    file: 'shared/web/auth.ts',
    text: "tokenOf(request.headers.get('authorization') ?? '')",
    what: '?? forgotten',
    why: 'neither an empty text nor “null” has a scheme',
  },
]

/** Whether a mutant was judged to be as right as the original. */
export function isEquivalent({ file, text, what }: Mutant): boolean {
  return EQUIVALENT.some(
    (one) => one.file === file && text.includes(one.text) && what.includes(one.what),
  )
}
