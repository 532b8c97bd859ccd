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
  {
    file: 'azure/past-due.ts',
    text: 'vantages.find(({ name }) => name === vantage)',
    what: 'find -> findLast',
    why: 'no two vantages of a store have one name',
  },
  {
    file: 'azure/thread-pool.ts',
    text: "await stat('.').catch(() => {})",
    what: 'not awaited',
    why: 'the pool starts as the call is made',
  },
  {
    file: 'gcp/package-lock.ts',
    text: 'toSorted(([a], [b]) => (a < b ? -1 : 1))',
    what: '1 -> 2',
    why: 'only the sign of an order counts, and no two folders are one',
  },
  {
    file: 'gcp/caller.ts',
    text: "JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) ?? {}",
    what: '?? forgotten',
    why: 'what is thrown instead is caught, and gives the same null',
  },
  {
    file: 'gcp/own-listener.ts',
    text: "Number(headers['content-length'] ?? 0)",
    what: '?? forgotten',
    why: 'NaN is larger than nothing either',
  },
  {
    file: 'identity/google.ts',
    text: "if (!(error instanceof Error && 'config' in error)) return null",
    what: '&& -> ||',
    why: 'an error without a request has no URL, which gives the same null',
  },
  {
    file: 'shared/config/entries.ts',
    text: "message: 'is empty', remedy: 'Remove passphrase', secret: true",
    what: 'true -> false',
    why: 'of an empty text there is nothing to hide',
  },
  {
    file: 'shared/config/plan-dependencies.ts',
    text: 'if (open.get(entry)?.length === 0) settled.add(entry)',
    what: 'dropped',
    why: 'it spares a search that finds nothing',
  },
  {
    file: 'probes/body/charset.ts',
    text: "bytes.toString('latin1', 0, PRESCAN)",
    what: '0 -> 1',
    why: 'a page that begins with the very word has no tag around it',
  },
  {
    file: 'probes/redact.ts',
    text: 'for (let length = secret.length - 1; length >= SHORTEST_PIECE; length--)',
    what: '- -> +',
    why: 'a whole secret was replaced before',
  },
  {
    file: 'shared/cloud-network/in-google/names.ts',
    text: 'rules.find(({ rule }) => rule.domain === name)',
    what: 'find -> findLast',
    why: 'a network has one response policy, and of its rules one at most is for a name',
  },
  {
    file: 'shared/cloud-network/in-azure/place.ts',
    text: 'holding.length === 1 ? (holding[0] ?? null) : null',
    what: '?? forgotten',
    why: 'a list of one has a first',
  },
  {
    file: 'shared/cloud-network/in-azure/route.ts',
    text: 'const rank = { user: 0, system: 1 }',
    what: '1 -> 2',
    why: 'only the order of the ranks counts',
  },
  {
    file: 'cli/command/explain-log.ts',
    text: 'CATALOGS.find((c) => c.name === use)',
    what: 'find -> findLast',
    why: 'no two catalogs have one name',
  },
  {
    file: 'stores/sqlite/alerts.ts',
    text: 'Number(expected ?? 0) + 1',
    what: '0 -> 1',
    why: 'a version only differs from the one before',
  },
  {
    file: 'shared/config/plan-catalog.ts',
    text: 'derived.find(({ name }) => name === key)',
    what: 'find -> findLast',
    why: 'the environment says each parameter once',
  },
  {
    file: 'shared/agent/unless-damaged.ts',
    text: "!(error instanceof StoreError) || error.problem !== 'damaged'",
    what: 'left out: !(error instanceof StoreError)',
    why: 'no other error has a problem, and what has none is thrown',
  },
  {
    file: 'azure/function-app.ts',
    text: 'await warnOfSmallPool(log)',
    what: 'not awaited',
    why: 'the invocation lasts longer than a pool takes to start',
  },
  {
    file: 'probes/steps/health.ts',
    text: 'else if (said.complete || said.bytes === MAX_BODY) done()',
    what: 'left out: said.complete',
    why: 'the session that failed is closed next, which ends it the same way',
  },
  {
    file: 'shared/judge/other-port.ts',
    text: "first?.kind !== 'other-port-open' || claims.length < legs.length",
    what: "left out: first?.kind !== 'other-port-open'",
    why: 'there are legs, so that without a claim there are too few',
  },
  {
    file: 'shared/judge/rules/http/http-status-unexpected.ts',
    text: 'status !== null && status >= 300',
    what: 'left out: status !== null',
    why: 'null is not 300 either',
  },
  {
    file: 'shared/config/default-config.ts',
    text: 'settings.parse({}, { jitless: true })',
    what: 'true -> false',
    why: 'only the time that it takes differs',
  },
  {
    file: 'shared/cloud-network/in-google/ingress.ts',
    text: 'place.google.networks.find((one) => one.id === subnet.network)',
    what: 'find -> findLast',
    why: 'no two networks have one id',
  },
  {
    file: 'shared/model/notification.ts',
    text: "state: z.enum(['due', 'delivered', 'dead'])",
    what: "left out: 'de",
    why: 'stores read back only what is due',
  },
]

/** What the types ask for, and nobody sees: a map with texts as keys holds neither undefined nor an empty text. */
const EMPTY_KEY = /\.(?:get|has)\((?:[^()]|\([^()]*\))* \?\? ''\)/

/** Whether a mutant was judged to be as right as the original. */
export function isEquivalent({ file, line, text, what, source }: Mutant): boolean {
  const now = source.split('\n')[line - 1] ?? ''
  if (what === '?? forgotten' && EMPTY_KEY.test(text) && !EMPTY_KEY.test(now)) return true
  return EQUIVALENT.some(
    (one) => one.file === file && text.includes(one.text) && what.includes(one.what),
  )
}
