import { describe, expect, test } from 'vitest'
import { type Block, type Module, ofType, parseModule, readModule, texts } from './hcl.ts'

/** A rule that a module must keep, and pieces of HCL that break it: a rule that cannot fail proves nothing. */
export interface Policy {
  readonly name: string
  /** What is wrong, each with the address of the block; none where the rule is kept. */
  readonly problems: (module: Module) => readonly string[]
  readonly broken: readonly string[]
}

/** Tests that the module in a folder keeps each policy, and that each policy sees what breaks it. */
export function describePolicies(folder: string, policies: readonly Policy[]): void {
  describe(folder, () => {
    test.for([...policies])('$name', async ({ problems }) => {
      expect(problems(await readModule(folder))).toEqual([])
    })

    const broken = policies.flatMap(({ name, problems, broken: pieces }) =>
      pieces.map((piece, i) => ({ name: `${name} (${i + 1})`, problems, piece })),
    )
    test.for(broken)('a break is seen: $name', async ({ problems, piece }) => {
      const module = await parseModule([{ name: 'broken.tf', text: piece }])
      expect(problems(module)).not.toEqual([])
    })
  })
}

/** Checks every resource of a type; that there is none is a problem too. */
export function every(
  type: string,
  check: (block: Block) => readonly string[],
): (module: Module) => readonly string[] {
  return (module) => {
    const blocks = ofType(module, type)
    if (blocks.length === 0) return [`there is no ${type}`]
    return blocks.flatMap((block) => check(block).map((text) => `${block.address}: ${text}`))
  }
}

/** Each of these attributes of a block must be written, and with this value. */
export function written(
  block: Block,
  wanted: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(wanted).flatMap(([key, value]) => {
    const found = block.body[key]
    return JSON.stringify(found) === JSON.stringify(value)
      ? []
      : [`${key} is ${JSON.stringify(found) ?? 'not written'}, not ${JSON.stringify(value)}`]
  })
}

const SECRET = /secret|password|token|webhook|credential|private_?key|api_?key|connection_string/i

/** Policies of every module, whatever the cloud. */
export const COMMON_POLICIES: readonly Policy[] = [
  {
    name: 'every variable has a type and a description',
    problems: ({ variables }) =>
      variables.flatMap(({ address, body }) =>
        ['type', 'description'].filter((key) => !body[key]).map((key) => `${address}: no ${key}`),
      ),
    broken: [
      'variable "a" { type = string }',
      'variable "a" { description = "what" }',
      'variable "a" {\n  type = string\n  description = ""\n}',
    ],
  },
  {
    name: 'every output has a description',
    problems: ({ outputs }) =>
      outputs.flatMap(({ address, body }) =>
        body['description'] ? [] : [`${address}: no description`],
      ),
    broken: ['output "a" { value = 1 }'],
  },
  {
    name: 'a variable that may hold a secret is sensitive, and has no secret as its default',
    problems: ({ variables }) =>
      variables
        .filter(({ name, body }) => SECRET.test(name) || body['sensitive'] === true)
        .flatMap(({ address, body }) => [
          ...(body['sensitive'] === true ? [] : [`${address}: not sensitive`]),
          ...(isEmpty(body['default']) ? [] : [`${address}: has a default`]),
        ]),
    broken: [
      'variable "slack_webhook" { type = string }',
      'variable "db_password" {\n  sensitive = true\n  default = "hunter2"\n}',
    ],
  },
  {
    name: 'no output shows what is secret',
    problems: ({ outputs }) =>
      outputs
        .filter(({ body }) => texts(body['value']).some(({ text }) => SECRET.test(text)))
        .flatMap(({ address, body }) =>
          body['sensitive'] === true ? [] : [`${address}: not sensitive`],
        ),
    broken: ['output "a" { value = azurerm_application_insights.a.connection_string }'],
  },
  {
    name: 'Terraform and the providers have a version',
    problems: ({ settings }) => {
      const required = settings.map((body) => body['required_version']).filter(Boolean)
      const providers = settings.flatMap((body) => (body['required_providers'] as object[]) ?? [])
      const loose = providers.flatMap((all) =>
        Object.entries(all).flatMap(([name, how]) => (how?.version ? [] : [`${name}: no version`])),
      )
      return [
        ...(required.length === 0 ? ['there is no required_version'] : []),
        ...(providers.length === 0 ? ['there are no required_providers'] : []),
        ...loose,
      ]
    },
    broken: [
      '',
      'terraform { required_version = ">= 1.9" }',
      'terraform {\n  required_version = ">= 1.9"\n  required_providers {\n    azurerm = { source = "hashicorp/azurerm" }\n  }\n}',
    ],
  },
]

/** A default that says nothing: none, null, or an empty text, list or map. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
