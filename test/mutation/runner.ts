import path from 'node:path'
import process from 'node:process'
import { BaseSequencer, createVitest, type TestModule, type TestSpecification } from 'vitest/node'

/** What the process that starts this one asks: what fails with this source in the place of a file? */
export interface Question {
  readonly file: string
  /** null: as it stands. */
  readonly source: string | null
  /** The files of tests that are run in this order, one after the other, until one fails. */
  readonly tests: readonly string[]
}

/** A test that failed, by its file and its name. */
export interface Failed {
  readonly test: string
  readonly name: string
}

export type Answer = readonly Failed[]

const root = process.cwd()
let wrong: Question | null = null

/** The mutant is put in as a file is read: the work tree stays as it is. A cache of files would not notice. */
const mutating = {
  name: 'mutating',
  enforce: 'pre' as const,
  load(id: string) {
    return wrong?.source != null && id === path.join(root, wrong.file) ? wrong.source : null
  },
}

/** The nearest first, which is most often what fails; vitest itself would begin with the longest. */
class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      wrong?.tests.indexOf(path.relative(root, moduleId)) ?? 0
    return files.toSorted((a, b) => place(a) - place(b))
  }
}

const vitest = await createVitest(
  {
    watch: false,
    reporters: [{}],
    // Not the projects of the configuration: one worker without walls between the files, and what they share is loaded
    // once for a mutant.
    ...{ config: false, maxWorkers: 1, isolate: false, bail: 1 },
    include: ['test/**/*.test.ts'],
    fsModuleCache: false,
    // A mistake that makes a test wait for ever is noticed by that.
    testTimeout: 30_000,
    sequence: { sequencer: AsAsked },
  },
  { plugins: [mutating], logLevel: 'silent' },
)
await vitest.standalone()

async function answered(question: Question): Promise<Answer> {
  // The one before is read anew, too: as it stands.
  for (const file of [wrong?.file ?? question.file, question.file]) {
    vitest.invalidateFile(path.join(root, file))
  }
  wrong = question
  const specifications = await vitest.globTestSpecifications([...question.tests])
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
  // The result also holds the modules of earlier runs.
  const own = testModules.filter(({ moduleId }) =>
    question.tests.includes(path.relative(root, moduleId)),
  )
  const unhandled = unhandledErrors.map(() => ({ test: '', name: 'an error that nobody handles' }))
  return [...own.flatMap((module) => failuresOf(module)), ...unhandled]
}

function failuresOf(module: TestModule): readonly Failed[] {
  const test = path.relative(root, module.moduleId)
  const failed = [...module.children.allTests('failed')].map(({ fullName: name }) => ({
    test,
    name,
  }))
  const broken = module.state() === 'failed' && failed.length === 0
  return broken ? [{ test, name: test }] : failed
}

process.on('message', async (question: Question) => {
  process.send?.(await answered(question))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
