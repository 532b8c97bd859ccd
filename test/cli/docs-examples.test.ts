import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { programOf } from '../../cli/program.ts'
import { adHoc } from '../../shared/config/flags.ts'
import { loadConfig } from '../../shared/config/load.ts'
import { plan } from '../../shared/config/plan.ts'
import { settings } from '../../shared/config/schema.ts'
import { mint } from '../shared/config/certificate.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'test/lab/README.md',
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md') && name !== 'cli.md')
    .map((name) => `docs/${name}`),
].map((page) => ({ page, text: readFileSync(path.join(ROOT, page), 'utf8') }))

interface Block {
  readonly page: string
  readonly text: string
}

/** The blocks of one language, without the indent of the list that they stand in. */
function blocksOf(language: string): readonly Block[] {
  return PAGES.flatMap(({ page, text }) =>
    [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\n([^]*?)^ *\`\`\``, 'gm'))].map(
      ([, indent = '', block = '']) => ({
        page,
        text: block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      }),
    ),
  )
}

/** Blocks that are no configuration, by their first key. */
const OTHER_FILES = new Set(['jobs', 'pool', 'baseline', 'metric_relabel_configs', 'shows'])
const KEYS = new Set(Object.keys(settings.shape))
const CONFIGS = blocksOf('yaml').filter(({ text }) => {
  const data: unknown = parse(text)
  return data !== null && !OTHER_FILES.has(Object.keys(data as object)[0] ?? '')
})

/** Every variable that a text refers to: a URL, or what an integration key looks like. */
const variablesIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => [
      name,
      name === 'PAGERDUTY_KEY' ? '0123456789abcdef'.repeat(2) : 'https://hooks.example/x',
    ]),
  )

describe('the configurations in the documentation', () => {
  test('are many, and of known keys', () => {
    expect(CONFIGS.length).toBeGreaterThan(9)
    for (const { text } of CONFIGS)
      for (const key of Object.keys(parse(text) as object)) expect(KEYS).toContain(key)
  })

  test.for(CONFIGS)('$page: $text', async ({ page, text }) => {
    const env = variablesIn(text)
    const { config, problems } = loadConfig(text, { file: page, env })
    expect(problems).toEqual([])
    if (config === null) return
    const pem = await mint()
    expect(plan(config, { env, readFile: () => pem }).problems).toEqual([])
  })
})

const COMMANDS = new Set(
  (await programOf({} as never, () => {})).commands.map((command) => command.name()),
)

/** The calls of the program on a page: on lines of blocks, and between backticks. */
function callsIn({ page, text }: Block): readonly Block[] {
  const blocks = ['sh', 'console'].flatMap((language) => blocksOf(language))
  const lines = blocks.filter((block) => block.page === page).flatMap((b) => b.text.split('\n'))
  const indented = text.split('\n').filter((line) => /^ {4}(?:\$ )?(?:npx )?perimeter /.test(line))
  const inline = [...text.matchAll(/`((?:npx )?perimeter [^`]+)`/g)].map(([, call = '']) => call)
  const all = [...lines, ...indented, ...inline].flatMap((line) => callsOn(line))
  return [...new Set(all)].map((call) => ({ page, text: call }))
}

/** Without what a shell does with the output, comments, and other programs that take an argument of this name. */
function callsOn(line: string): readonly string[] {
  const bare = line.replace(/(^|\s)#.*$/, '').replaceAll(/\s+/g, ' ')
  return [
    ...bare.matchAll(/(?:^|[ ;&|])perimeter(?:\.mjs)? ((?:"(?:\\.|[^"])*"|'[^']*'|[^|;&>])+)/g),
  ]
    .map(([, call = '']) => call.trim())
    .filter((call) => COMMANDS.has(call.split(' ')[0] ?? '') && !IS_GRAMMAR.test(call))
}

/** A command by its name alone, or what stands for something in capitals, choices or dots. */
const IS_GRAMMAR = /^\S+$|\.\.\.|\||\b(?:URL|KEY=VALUE|CONFIG)\b/

/** The words as a shell takes them; what may be left out (`[--for 10m]`) is given. */
function wordsOf(call: string): readonly string[] {
  const plain = call
    .replaceAll(/(^|\s)\[([^\]]*)\](?=\s|$)/g, '$1$2')
    .replaceAll(/ \.\.\.(?=\s|$)/g, '')
  return [...plain.matchAll(/"((?:\\.|[^"])*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double?.replaceAll('\\"', '"') ?? single ?? bare ?? '',
  )
}

const io = {
  ...{ out: () => {}, err: () => {}, env: {}, cwd: '.' },
  terminal: { out: false, err: false, columns: 80 },
  signal: new AbortController().signal,
}

function* commandsOf(parent: Command): Generator<Command> {
  for (const command of parent.commands) {
    yield command
    yield* commandsOf(command)
  }
}

const CALLS = PAGES.flatMap(callsIn)

describe('the calls in the documentation', () => {
  test('are many', () => {
    expect(CALLS.length).toBeGreaterThan(50)
  })

  test.for(CALLS)('$page: perimeter $text', async ({ text }) => {
    const program = await programOf(io, () => {})
    const called: Command[] = []
    for (const command of commandsOf(program)) command.action(() => void called.push(command))
    await program.parseAsync([...wordsOf(text)], { from: 'user' })
    const [command] = called
    expect(called).toHaveLength(1)
    const { url = [], catalog = [], expect: wanted = [], with: pairs = [] } = command?.opts() ?? {}
    if (command?.name() !== 'check' || url.length + catalog.length === 0) return
    const { problems } = adHoc({ catalog, with: pairs, urls: url, expect: wanted })
    expect(problems).toEqual([])
  })
})
