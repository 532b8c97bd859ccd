import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where `--record` leaves what it saw. */
export const RECORDED = '.mutation'

/** By file of tests, by source file: the names of the functions that it calls. */
export type Calls = ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>

export function isOfProgram(file: string): boolean {
  return /^(?:shared|probes|identity|stores|runtime|azure|gcp|cli)\/.*\.ts$/.test(file)
}

/** What was recorded of the tests of this tree; empty where nothing was. */
export function readCalls(root: string): Calls {
  const folder = path.join(root, RECORDED)
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder).map((name) => {
    const test = decodeURIComponent(name.replace(/\.json$/, ''))
    return [test, JSON.parse(readFileSync(path.join(folder, name), 'utf8'))] as const
  })
  return new Map(files.filter(([test]) => existsSync(path.join(root, test))))
}

/**
 * The files of tests that call a function around a line, those first that call little else. Where none does (the line
 * is of no function, or is reached by a program that a test starts), those that call anything of the file.
 */
export function callersOf(calls: Calls, file: string, line: number, source: string) {
  const around = namesAround(source, line)
  const ofFile = [...calls].filter(([, called]) => called[file] !== undefined)
  const ofFunction = ofFile.filter(([, called]) =>
    around.some((name) => called[file]?.includes(name)),
  )
  const chosen = ofFunction.length > 0 ? ofFunction : ofFile
  return chosen.toSorted(([, a], [, b]) => sizeOf(a) - sizeOf(b)).map(([test]) => test)
}

function sizeOf(called: Readonly<Record<string, readonly string[]>>): number {
  return Object.values(called).reduce((sum, names) => sum + names.length, 0)
}

const DECLARES =
  /^\s*(?:export )?(?:default )?(?:async )?function\*? (\w+)|^\s*(?:export )?const (\w+)\b.*(?:=>|\($)|^\s*(?:static |override |async |get |set )*(#?\w+)(?:<[^>]*>)?\(.*\{$/
const NO_NAME = /^(?:if|for|while|switch|catch|return)$/

/** The names of the functions around a line, as its indentation tells. */
function namesAround(source: string, line: number): readonly string[] {
  const names: string[] = []
  let outermost = Number.POSITIVE_INFINITY
  for (const text of source.split('\n').slice(0, line).toReversed()) {
    const indent = text.search(/\S/)
    if (indent === -1 || indent >= outermost) continue
    outermost = indent
    const name = DECLARES.exec(text)?.slice(1).find(Boolean)
    if (name !== undefined && !NO_NAME.test(name)) names.push(name)
  }
  return names
}
