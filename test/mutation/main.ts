import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { seeded } from '../fixtures/seeded.ts'
import { isEquivalent } from './equivalent.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { ownMutants } from './own.ts'
import { quickFirst, readDurations } from './quick-first.ts'
import { Reach, sourcesUnder } from './reach.ts'
import { type Calls, callersOf, readCalls } from './recorded.ts'
import type { Answer, Failed } from './runner.ts'
import { Session } from './session.ts'

const HELP = `npm run mutate -- --only shared/alerts [--only FILE] [--changed BRANCH] [--from FILE] [--minutes 10] [--most 40]
  [--seed 1] [--tests 8] [--all]
npm run mutate -- --record

Plants mistakes into a copy in memory, one at a time, and runs the tests that reach the file, nearest first. Says which
mistakes no test noticed; status 1 when there is one.

--only     a folder, a file or a line of it (FILE:12), from the root; again for more
--changed  the files that differ from a branch
--from     mistakes of your own, a file with a line of JSON for each: { "file", "find", "put", "why" }
--minutes  ends after so long
--most     mutants of each --only, drawn at random
--seed     of the drawing
--tests    test files that are run for one mutant, at most
--all      all files that reach it: what survives then, survives \`npm test\`
--record   run all tests once, and write down which file of them calls which function: those are then run first
`

/** A mutant may last so long with some tests, in ms: a loop without end is noticed by that. */
const LIMIT = 180_000
/** Files of tests that are run in that time. */
const AT_ONCE = 15
const ENDLESS: Failed = { test: '', name: 'it does not end' }

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    changed: { type: 'string' },
    from: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    most: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: '8' },
    all: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const root = process.cwd()
const end = performance.now() + Number(values.minutes) * 60_000

const nothing =
  values.only.length === 0 && values.changed === undefined && values.from === undefined
if (values.record) {
  const args = ['run', '--config', 'test/mutation/recording.config.ts', '--root', '.']
  process.exitCode = spawnSync('vitest', args, { stdio: 'inherit' }).status ?? 1
} else if (values.help || nothing) {
  process.stdout.write(HELP)
} else {
  process.exitCode = await run()
}

async function run(): Promise<number> {
  const reach = await Reach.read(root)
  const calls = readCalls(root)
  const durations = readDurations(root)
  await using session = new Session()
  const broken = new Map<string, Answer>()
  let survivors = 0
  for (const { name, mutants } of await samples()) {
    const tally = { noticed: 0, survived: 0, equivalent: 0 }
    for (const mutant of mutants) {
      if (performance.now() > end) break
      const outcome = isEquivalent(mutant)
        ? 'equivalent'
        : await tried(mutant, { reach, calls, durations, session, broken })
      tally[outcome]++
    }
    survivors += tally.survived
    const { noticed, survived, equivalent } = tally
    say(`${name}: ${noticed} noticed of ${noticed + survived}, ${equivalent} equivalent`)
  }
  return survivors > 0 ? 1 : 0
}

interface Sample {
  readonly name: string
  readonly mutants: readonly Mutant[]
}

async function samples(): Promise<readonly Sample[]> {
  const places = [...values.only, ...changedFiles()].map(async (name) => {
    return { name, mutants: drawn(await mutantsUnder(name)) }
  })
  const { from } = values
  const own = from === undefined ? [] : [{ name: from, mutants: ownMutants(root, from) }]
  return [...(await Promise.all(places)), ...own]
}

function changedFiles(): readonly string[] {
  if (values.changed === undefined) return []
  const names = execFileSync('git', ['diff', '--name-only', `${values.changed}...`], {
    encoding: 'utf8',
  })
  return names.split('\n').filter((name) => /^(?!test\/|tools\/).*\.ts$/.test(name))
}

async function mutantsUnder(only: string): Promise<readonly Mutant[]> {
  const [place = '', at] = only.split(':')
  const files = await sourcesUnder(root, place)
  return files
    .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')))
    .filter(({ line }) => at === undefined || line === Number(at))
}

/** Some of them at random, the same for the same seed: a second one of a file after the first of each. */
function drawn(mutants: readonly Mutant[]): readonly Mutant[] {
  const random = seeded(Number(values.seed))
  const shuffled = mutants
    .map((mutant) => ({ mutant, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ mutant }) => mutant)
  return [...Map.groupBy(shuffled, ({ file }) => file).values()]
    .flatMap((ofFile) => ofFile.map((mutant, round) => ({ mutant, round })))
    .toSorted((a, b) => a.round - b.round)
    .slice(0, Number(values.most))
    .map(({ mutant }) => mutant)
}

interface Bench {
  readonly reach: Reach
  readonly calls: Calls
  readonly durations: ReadonlyMap<string, number>
  readonly session: Session
  /** By the tests: what fails of them without any mutant. */
  readonly broken: Map<string, Answer>
}

async function tried(
  mutant: Mutant,
  { reach, calls, durations, session, broken }: Bench,
): Promise<'noticed' | 'survived'> {
  const { file, line, what, text } = mutant
  const source = readFileSync(file, 'utf8')
  const reaching = [...new Set([...callersOf(calls, file, line, source), ...reach.testsOf(file)])]
  const tests = values.all ? reaching : reaching.slice(0, Number(values.tests))
  const by = await firstOf(portions(quickFirst(tests, durations), AT_ONCE), (portion) =>
    newlyFailing(mutant, portion, { session, broken }),
  )
  const outcome = by === undefined ? 'survived' : 'noticed'
  say(`${outcome} | ${file}:${line} | ${what} | ${text.slice(0, 100)} | ${by ?? tests.length}`)
  return outcome
}

/** What is first found to be something. */
async function firstOf<T, R>(
  several: readonly T[],
  find: (one: T) => Promise<R | undefined>,
): Promise<R | undefined> {
  for (const one of several) {
    const found = await find(one)
    if (found !== undefined) return found
  }
  return undefined
}

function portions<T>(whole: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
    whole.slice(n * size, (n + 1) * size),
  )
}

/** A test that fails with the mutant alone. A file that fails anyway hides what comes after it, and is left out. */
async function newlyFailing(
  mutant: Mutant,
  tests: readonly string[],
  bench: Pick<Bench, 'session' | 'broken'>,
): Promise<string | undefined> {
  const { file, source } = mutant
  const { session } = bench
  const failed = (await session.ask({ file, source, tests }, LIMIT)) ?? [ENDLESS]
  if (failed.length === 0) return undefined
  // Only what failed is run without the mutant: all of them would take a hundred times as long.
  const [{ test } = ENDLESS] = failed
  const known = await anyway(file, test === '' ? tests : [test], bench)
  const found = failed.find((one) => {
    return !known.some(({ test, name }) => test === one.test && name === one.name)
  })
  if (found !== undefined && (await failsAgain(mutant, found, bench)))
    return `${found.test}: ${found.name}`
  const rest = tests.filter((test) => failed.every((one) => one.test !== test))
  return rest.length === tests.length ? undefined : await newlyFailing(mutant, rest, bench)
}

/** A busy machine makes a test fail now and then: what a mutant breaks fails twice. */
async function failsAgain(
  { file, source }: Mutant,
  { test, name }: Failed,
  { session }: Pick<Bench, 'session'>,
): Promise<boolean> {
  if (test === '') return true
  const failed = await session.ask({ file, source, tests: [test] }, LIMIT)
  return failed === null || failed.some((one) => one.name === name)
}

/** What fails of these tests without any mutant. */
async function anyway(
  file: string,
  tests: readonly string[],
  { session, broken }: Pick<Bench, 'session' | 'broken'>,
): Promise<Answer> {
  const key = tests.join(' ')
  const known = broken.get(key) ?? (await failing(file, tests, session))
  broken.set(key, known)
  return known
}

async function failing(file: string, tests: readonly string[], session: Session): Promise<Answer> {
  return (await session.ask({ file, source: null, tests }, LIMIT)) ?? [ENDLESS]
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
