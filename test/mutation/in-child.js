import { readFileSync } from 'node:fs'
import module from 'node:module'
import process from 'node:process'

// Loaded by each program that a test starts (NODE_OPTIONS): there, too, the mutant stands in the place of its file.
// An old Node, which some tests start, has no such hooks.
const { url, source } = JSON.parse(readFileSync(process.env['MUTANT'] ?? '', 'utf8'))
if (source !== null) {
  module.registerHooks?.({
    load: (at, context, next) =>
      at === url ? { format: 'module-typescript', source, shortCircuit: true } : next(at, context),
  })
}
