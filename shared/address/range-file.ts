import { z } from 'zod'
import { isCidr } from './cidr.ts'

/** More than ten times what Azure and Google publish together; a file beyond is not one of theirs. */
const MOST_PREFIXES = 500_000

/** Owners are printed in reports and terminals, so only plain text passes. */
const label = z
  .string()
  .regex(/^[\w .:/()-]{1,100}$/, 'must be up to 100 plain characters (letters, digits, . _ - / :)')
const prefix = z.string().refine(isCidr, 'is not an IP prefix')

const serviceTags = z.object({
  values: z.array(
    z.object({ name: label, properties: z.object({ addressPrefixes: z.array(prefix) }) }),
  ),
})
const google = z.object({
  prefixes: z.array(
    z
      .object({
        ipv4Prefix: prefix.exactOptional(),
        ipv6Prefix: prefix.exactOptional(),
        service: label.exactOptional(),
        scope: label.exactOptional(),
      })
      .refine((row) => row.ipv4Prefix !== undefined || row.ipv6Prefix !== undefined, {
        message: 'has neither ipv4Prefix nor ipv6Prefix',
      }),
  ),
})

export interface OwnedRange {
  readonly owner: string
  readonly cidr: string
}

/**
 * Reads a published range file: Azure's ServiceTags_*.json, Google's goog.json or cloud.json (told apart by
 * their shape, not their name).
 * @throws Error with the file, the place in it and the reason, for anything else
 */
export function parseRanges(text: string, file: string): OwnedRange[] {
  const json = parseJson(text, file)
  const has = (key: string) => typeof json === 'object' && json !== null && Object.hasOwn(json, key)
  if (has('values')) return bounded(fromServiceTags(checked(serviceTags, json, file)), file)
  if (has('prefixes')) return bounded(fromGoogle(checked(google, json, file)), file)
  throw new Error(
    `${file}: neither Azure service tags (key "values") nor Google ranges (key "prefixes")`,
  )
}

function fromServiceTags(file: z.infer<typeof serviceTags>): OwnedRange[] {
  return file.values.flatMap(({ name, properties }) =>
    properties.addressPrefixes.map((cidr) => ({ owner: name, cidr })),
  )
}

/** goog.json has prefixes alone; cloud.json names the service and the region of each. */
function fromGoogle(file: z.infer<typeof google>): OwnedRange[] {
  return file.prefixes.flatMap((row) => {
    const owner = [row.service ?? 'Google', row.scope].filter(Boolean).join(' ')
    return [row.ipv4Prefix, row.ipv6Prefix].flatMap((cidr) => (cidr ? [{ owner, cidr }] : []))
  })
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${file}: not JSON: ${reason}`, { cause: error })
  }
}

function checked<T>(schema: z.ZodType<T>, json: unknown, file: string): T {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const at = issue?.path.map(String).join('.') ?? ''
  throw new Error(`${file}: ${at === '' ? 'top level' : at}: ${issue?.message ?? 'not valid'}`)
}

function bounded(rows: OwnedRange[], file: string): OwnedRange[] {
  if (rows.length <= MOST_PREFIXES) return rows
  throw new Error(`${file}: ${rows.length} prefixes, more than the ${MOST_PREFIXES} that are read`)
}
