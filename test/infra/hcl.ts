import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from '@cdktf/hcl2json'

/** The body of a block as JSON: a nested block is a list of bodies, an expression is the text `${...}`. */
export type Body = Readonly<Record<string, unknown>>

export interface Block {
  /** The address that Terraform gives it: `type.name`, `data.type.name`, `var.name`. */
  readonly address: string
  readonly type: string
  readonly name: string
  readonly body: Body
}

/** One Terraform module: the .tf files of one folder. */
export interface Module {
  readonly resources: readonly Block[]
  readonly data: readonly Block[]
  readonly variables: readonly Block[]
  readonly outputs: readonly Block[]
  readonly locals: Body
  /** The bodies of its `provider` blocks, by name. */
  readonly providers: Readonly<Record<string, readonly Body[]>>
  /** The bodies of its `terraform` blocks. */
  readonly settings: readonly Body[]
}

/** Reads the .tf files of a folder (not of those below it). Throws where a file is not HCL. */
export async function readModule(folder: string): Promise<Module> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tf'))
  const files = names.map(async (name) => ({
    name: path.join(folder, name),
    text: await readFile(path.join(folder, name), 'utf8'),
  }))
  return parseModule(await Promise.all(files))
}

export async function parseModule(
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<Module> {
  const parsed = await Promise.all(files.map(({ name, text }) => parse(name, text)))
  const tops = (kind: string) => parsed.flatMap((file) => Object.entries(asBody(file[kind])))
  const typed = (kind: string, prefix: string) =>
    tops(kind).flatMap(([type, named]) =>
      Object.entries(asBody(named)).flatMap(([name, bodies]) =>
        asBodies(bodies).map((body) => ({ address: `${prefix}${type}.${name}`, type, name, body })),
      ),
    )
  const named = (kind: string, prefix: string) =>
    tops(kind).flatMap(([name, bodies]) =>
      asBodies(bodies).map((body) => ({ address: `${prefix}${name}`, type: kind, name, body })),
    )
  return {
    resources: typed('resource', ''),
    data: typed('data', 'data.'),
    variables: named('variable', 'var.'),
    outputs: named('output', 'output.'),
    locals: Object.assign({}, ...parsed.flatMap((file) => asBodies(file['locals']))),
    providers: Object.fromEntries(
      tops('provider').map(([name, bodies]) => [name, asBodies(bodies)]),
    ),
    settings: parsed.flatMap((file) => asBodies(file['terraform'])),
  }
}

/** The resources of a type. */
export function ofType(module: Module, type: string): readonly Block[] {
  return module.resources.filter((block) => block.type === type)
}

/** The value at a path of keys in a body, `properties.siteConfig`; undefined where it ends. */
export function at(body: Body, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => asBody(value)[key], body)
}

/** The nested blocks of that name, those of `dynamic` blocks too. */
export function nested(body: Body, name: string): readonly Body[] {
  const dynamic = asBodies(asBody(body['dynamic'])[name])
  return [...asBodies(body[name]), ...dynamic.flatMap((block) => asBodies(block['content']))]
}

/** Every text in a value, at any depth, with the path of keys that leads to it. */
export function texts(value: unknown, at = ''): readonly { readonly at: string; text: string }[] {
  if (typeof value === 'string') return [{ at, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    texts(inner, at === '' ? key : `${at}.${key}`),
  )
}

function asBody(value: unknown): Body {
  return typeof value === 'object' && value !== null ? (value as Body) : {}
}

function asBodies(value: unknown): readonly Body[] {
  return Array.isArray(value) ? value.map(asBody) : []
}
