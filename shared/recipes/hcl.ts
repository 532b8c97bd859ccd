/** A value of Terraform’s language: a text, a number, a list of texts, or an expression that stands as it is. */
export type HclValue = string | number | readonly string[] | HclExpression

export interface HclExpression {
  readonly expression: string
}

/** Something that is no text: a reference, a call of a function. */
export function hcl(expression: string): HclExpression {
  return { expression }
}

/** A text as a quoted template takes it literally: neither `${` nor `%{` begins anything. */
export function hclText(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign)
}

export type HclBody = Readonly<Record<string, HclValue | readonly HclBlock[]>>

/** A nested block. */
export interface HclBlock {
  readonly block: string
  readonly body: HclBody
}

export function nested(block: string, body: HclBody): HclBlock {
  return { block, body }
}

function isBlocks(value: HclValue | readonly HclBlock[]): value is readonly HclBlock[] {
  return Array.isArray(value) && value.some((one) => typeof one === 'object')
}

function valueText(value: HclValue): string {
  if (typeof value === 'string') return hclText(value)
  if (typeof value === 'number') return String(value)
  if ('expression' in value) return value.expression
  return `[${value.map(hclText).join(', ')}]`
}

/**
 * A block as lines, as `terraform fmt` lays it out: the equals signs of arguments that follow each other stand below
 * each other. Keys that are blocks come with their blocks, whatever the key.
 */
export function hclBlock(head: string, body: HclBody): readonly string[] {
  return [`${head} {`, ...bodyLines(body), '}']
}

function bodyLines(body: HclBody): readonly string[] {
  const entries = Object.entries(body)
  const simple = entries.flatMap(([key, value]) => (isBlocks(value) ? [] : [{ key, value }]))
  const blocks = entries.flatMap(([, value]) => (isBlocks(value) ? value : []))
  const width = Math.max(0, ...simple.map(({ key }) => key.length))
  const lines = [
    ...simple.map(({ key, value }) => `${key.padEnd(width)} = ${valueText(value)}`),
    ...blocks.flatMap((one, i) => [
      ...(i === 0 && simple.length === 0 ? [] : ['']),
      ...hclBlock(one.block, one.body),
    ]),
  ]
  return lines.map((line) => (line === '' ? '' : `  ${line}`))
}

/** A name of a resource: letters, digits and underscores. */
export function hclName(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
  return /^[a-z]/.test(name) ? name : `r_${name}`
}

/** A variable that must be given, or has a default. */
export function hclVariable(
  name: string,
  { type, description, fallback }: { type: string; description: string; fallback?: string },
): readonly string[] {
  return hclBlock(`variable "${name}"`, {
    type: hcl(type),
    description,
    ...(fallback === undefined ? {} : { default: hcl(fallback) }),
  })
}
