import { z } from 'zod'
import { quoteValue } from '../document/problem.ts'
import { complain, nonEmpty } from '../document/text.ts'
import { cloud } from '../model/cloud.ts'
import { sandboxName } from '../model/sandbox.ts'
import { expectSettings } from '../target/expect.ts'
import { expectComplaint } from '../target/expect-complaint.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { placeholders, sample } from './template.ts'

/** The whole of a catalog and its parts. */
function schemaOfCatalog() {
  const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  const date = z.iso.date()

  const condition = z
    .record(nonEmpty, z.array(nonEmpty).min(1))
    .describe('Parameters and the values, one of which each of them must have')

  const parameter = z.strictObject({
    type: z
      .enum(['string', 'list', 'choice'])
      .describe('One text, a list of texts, or one of values'),
    values: z.array(nonEmpty).exactOptional().describe('The values that are allowed'),
    pattern: nonEmpty
      .exactOptional()
      .describe('A regular expression that a value must match as a whole'),
    format: z
      .enum(['private-endpoint'])
      .exactOptional()
      .describe('private-endpoint: a host name that Azure has a private zone for'),
    example: nonEmpty
      .exactOptional()
      .describe('A value as the message shows it that refuses another'),
    default: z
      .union([nonEmpty, z.array(nonEmpty)])
      .exactOptional()
      .describe(
        'What holds when it is not given; may refer to other parameters: {app}.example.net',
      ),
    required: z.boolean().default(false).describe('Whether it must have a value'),
    requiredWhen: condition.exactOptional().describe('It must have a value under this condition'),
    only: z
      .array(z.strictObject({ when: condition, values: z.array(nonEmpty), why: nonEmpty }))
      .exactOptional()
      .describe('Values that are allowed only under a condition, and why'),
    describe: nonEmpty.describe('What it is and where one finds it'),
  })

  const lookup = z.strictObject({
    by: nonEmpty.describe('The parameter that it follows from, whose value is one text'),
    of: z.record(nonEmpty, nonEmpty).describe('The text, by value of the parameter'),
  })

  const capability = z.strictObject({
    id: id.describe('Small letters, digits, hyphens'),
    name: nonEmpty.describe('What works'),
    symptom: nonEmpty.describe('What the user sees when it does not work'),
    when: condition.exactOptional().describe('The capability is wanted only under this condition'),
    quotes: z.array(nonEmpty).exactOptional().describe('Messages as they appear, letter by letter'),
    checks: z
      .array(nonEmpty)
      .exactOptional()
      .describe('What else keeps it from working, in addition to its endpoints'),
    sandbox: z
      .union([sandboxName, z.array(sandboxName).min(1)])
      .exactOptional()
      .describe('The parts of the platform that carry it out, when that is not the app itself'),
  })

  const endpoint = z.strictObject({
    id: id.describe('Lower-case letters, digits, hyphens; history depends on it'),
    url: nonEmpty.describe('The URL, with {parameters}; {item} is the item of each'),
    for: z.array(id).min(1).describe('Ids of the capabilities that need it'),
    forItem: z
      .record(nonEmpty, z.array(id))
      .exactOptional()
      .describe('Further capabilities by item of each'),
    forWhen: z
      .array(
        z.strictObject({ when: condition, without: nonEmpty.exactOptional(), for: z.array(id) }),
      )
      .exactOptional()
      .describe('Further capabilities under a condition, and while a parameter has no value'),
    each: nonEmpty.exactOptional().describe('A list parameter: the row is repeated for each item'),
    companions: z
      .boolean()
      .exactOptional()
      .describe('Names of Azure that must be private together with an item are checked as well'),
    when: condition.exactOptional().describe('The row counts only under this condition'),
    without: nonEmpty
      .exactOptional()
      .describe('The row counts only while this parameter has no value'),
    expect: expectSettings.exactOptional().describe('What is expected'),
    expectWhen: z
      .array(z.strictObject({ when: condition, expect: expectSettings }))
      .exactOptional()
      .describe('Further expectations, under a condition; later ones override earlier ones'),
    private: z
      .strictObject({
        zone: nonEmpty
          .exactOptional()
          .describe('The private zone that answers then; Azure’s are known by host'),
        addresses: nonEmpty
          .exactOptional()
          .describe('A list parameter: the prefixes that the addresses must then lie in'),
      })
      .exactOptional()
      .describe(
        'The name may lead to a private address; else resolution is never expected private',
      ),
    optional: z
      .boolean()
      .exactOptional()
      .describe('When it fails, that is a warning, and its capabilities still work'),
    discovers: nonEmpty
      .exactOptional()
      .describe(
        'The answer is a JSON array of host names; the URL by which each is checked: https://{name}/',
      ),
    source: nonEmpty.describe('Key of the source that says so'),
    asOf: date.describe('When the source said so'),
    since: date.exactOptional().describe('When the endpoint came into use'),
    until: date.exactOptional().describe('When it went out of use'),
    furtherPorts: z
      .string()
      .regex(/^\d{1,5}-\d{1,5}$/)
      .exactOptional()
      .describe(
        'Ports that clients go on to, 11000-11999: rules allow them, no check connects there',
      ),
    wildcard: nonEmpty.exactOptional().describe('The wildcard that the source lists for it'),
    family: nonEmpty
      .exactOptional()
      .describe('Names that no other system has: logs are read by it; no check, no rule'),
    needsWildcard: nonEmpty
      .exactOptional()
      .describe(
        'Why a rule must hold the wildcard, since the names below it are not fixed or known',
      ),
    note: nonEmpty.exactOptional().describe('What else a reader should know'),
  })
  return z
    .strictObject({
      name: id.describe('The name under which it is used'),
      version: date.describe('The date of its last review'),
      title: nonEmpty.describe('One line'),
      about: nonEmpty.describe('What it covers and what it does not'),
      cloud: cloud.default('other').describe(cloud.options.join(', ')),
      sources: z
        .record(nonEmpty, z.strictObject({ title: nonEmpty, url: z.url() }))
        .describe('Where the rows come from, by key'),
      parameters: z
        .record(nonEmpty, parameter)
        .default({})
        .describe('What the user says of the system'),
      lookups: z
        .record(nonEmpty, lookup)
        .exactOptional()
        .describe('Texts that follow from a parameter, for URLs and defaults: {name}'),
      capabilities: z.array(capability).min(1).describe('What works when the endpoints answer'),
      endpoints: z.array(endpoint).min(1).describe('The endpoints, one a row'),
    })
    .superRefine((given, ctx) => {
      for (const wrong of inconsistencies(given)) {
        complain(ctx, { message: wrong.message, remedy: wrong.remedy }, wrong.path)
      }
    })
}

/**
 * A named, versioned list of what a system needs of the network, grouped by capability. It is data: built-in
 * catalogs are TypeScript objects of this shape, a user's own are YAML files of it. The schema is
 * made when one of those is first read: most starts read none.
 */
export const catalog = z.lazy(schemaOfCatalog)
export type Catalog = z.output<typeof catalog>
export type EndpointRow = Catalog['endpoints'][number]
export type Parameter = Catalog['parameters'][string]
export type Lookup = NonNullable<Catalog['lookups']>[string]
export type CatalogCapability = Catalog['capabilities'][number]
export type Condition = NonNullable<EndpointRow['when']>

interface Inconsistency {
  readonly path: PropertyKey[]
  readonly message: string
  readonly remedy: string
}

function inconsistencies(given: Catalog): readonly Inconsistency[] {
  return [
    ...repeated(given.endpoints, 'endpoints'),
    ...repeated(given.capabilities, 'capabilities'),
    ...Object.entries(given.lookups ?? {}).flatMap(([name, { by }]) =>
      unknownName(['lookups', name, 'by'], by, 'parameter', Object.keys(given.parameters)),
    ),
    ...given.endpoints.flatMap((row, i) =>
      rowComplaints(row, given).map((wrong) => ({
        ...wrong,
        path: ['endpoints', i, ...wrong.path],
      })),
    ),
  ]
}

function repeated(list: readonly { readonly id: string }[], key: string): readonly Inconsistency[] {
  return list.flatMap((item, i) =>
    list.findIndex((other) => other.id === item.id) === i
      ? []
      : [
          {
            path: [key, i, 'id'],
            message: 'is the id of an earlier one, too',
            remedy: 'Give it another id',
          },
        ],
  )
}

function unknownName(
  path: PropertyKey[],
  name: string,
  what: string,
  names: readonly string[],
): readonly Inconsistency[] {
  if (names.includes(name)) return []
  const message = `There is no ${what} ${quoteValue(name)}`
  return [{ path, message, remedy: `Known are: ${names.join(', ')}` }]
}

function rowComplaints(row: EndpointRow, given: Catalog): readonly Inconsistency[] {
  const capabilities = given.capabilities.map((c) => c.id)
  const parameters = Object.keys(given.parameters)
  const item = row.each === undefined ? [] : ['item']
  const known = [...parameters, ...Object.keys(given.lookups ?? {}), ...item]
  const templates = [row.url, row.wildcard ?? '', row.family ?? '', row.private?.zone ?? '']
  const further = Object.values(row.forItem ?? {}).flat()
  const conditional = row.forWhen ?? []
  return [
    ...row.for.flatMap((name) => unknownName(['for'], name, 'capability', capabilities)),
    ...further.flatMap((name) => unknownName(['forItem'], name, 'capability', capabilities)),
    ...conditional.flatMap((more) => [
      ...more.for.flatMap((name) => unknownName(['forWhen'], name, 'capability', capabilities)),
      ...[...Object.keys(more.when), ...(more.without === undefined ? [] : [more.without])].flatMap(
        (name) => unknownName(['forWhen'], name, 'parameter', parameters),
      ),
    ]),
    ...unknownName([], row.source, 'source', Object.keys(given.sources)),
    ...Object.keys(row.when ?? {}).flatMap((name) =>
      unknownName(['when'], name, 'parameter', parameters),
    ),
    ...[row.each, row.without, row.private?.addresses].flatMap((name) =>
      name === undefined ? [] : unknownName([], name, 'parameter', parameters),
    ),
    ...templates.flatMap(placeholders).flatMap((name) => unknownName([], name, 'parameter', known)),
    ...urlComplaints(row),
  ]
}

function urlComplaints(row: EndpointRow): readonly Inconsistency[] {
  const { endpoint: to, complaint } = parseTargetUrl(sample(row.url))
  if (complaint !== null) return [{ path: ['url'], ...complaint }]
  const wrong = expectComplaint(to.scheme, row.expect ?? {})
  return wrong === null ? [] : [{ path: ['expect', wrong.key], ...wrong.complaint }]
}
