/** An export of a cloud, as it is and in other forms that say the same. */
interface Estate {
  readonly form: string
  readonly configuration: readonly unknown[]
}

/**
 * Forms of one estate that must not change what is said of its probe: ids, types and names in capitals, which Azure
 * takes alike, and the networks of somebody else in the same export, before it or behind it.
 */
export function azureEstates(configuration: readonly unknown[]): readonly Estate[] {
  return [
    ...besideStrangers(configuration),
    { form: 'in capitals', configuration: capital(configuration) as readonly unknown[] },
  ]
}

/** The same of Google Cloud, where ids have one spelling. */
export function besideStrangers(configuration: readonly unknown[]): readonly Estate[] {
  const strangers = strangersOf(configuration)
  return [
    { form: 'as it is', configuration },
    { form: 'before strangers', configuration: [...configuration, ...strangers] },
    { form: 'behind strangers', configuration: [...strangers, ...configuration] },
  ]
}

/** Keys whose values Azure compares without regard to case. */
const CASELESS: ReadonlySet<string> = new Set([
  ...['id', 'type', 'name', 'fqdn', 'cname', 'domainName'],
  ...['targetFqdns', 'destinationFqdns', 'fqdns', 'protocolType'],
])

function capital(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return CASELESS.has(key) ? value.toUpperCase() : value
  if (Array.isArray(value)) return value.map((item) => capital(item, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, capital(held, name)]),
  )
}

/**
 * The services that have one name in the world, so that nobody else has one of it; and of Google Cloud what gcloud
 * tells of a zone or policy by a name that is one in its project only.
 */
const OF_ONE_NAME = /^microsoft\.(?!network\/)|\/azurefirewalls$|^dns#r/i

/** The same networks of another subscription or project, at other addresses. */
function strangersOf(configuration: readonly unknown[]): readonly unknown[] {
  const others = configuration.filter(
    (one) => !OF_ONE_NAME.test(kindOf(one as { readonly kind?: string; readonly type?: string })),
  )
  const text = JSON.stringify(others)
    .replaceAll('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000f')
    .replaceAll('projects/p1/', 'projects/stranger/')
    .replaceAll(/\b10\.(\d+)\./g, '100.$1.')
  return JSON.parse(text)
}

function kindOf({ kind, type }: { readonly kind?: string; readonly type?: string }): string {
  return kind ?? type ?? ''
}
