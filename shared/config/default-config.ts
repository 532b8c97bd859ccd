import { HIDDEN, type Origin, quoteValue } from '../document/problem.ts'
import { type Config, settings } from './schema.ts'

/** The origin of what was written in no file. */
export const NOWHERE: Origin = {
  position: (path) => ({ file: 'defaults', line: 0, column: 0, key: path.map(String).join('.') }),
  quote: (_, value, secret) => (secret ? HIDDEN : quoteValue(value)),
  variables: () => [],
}

/** What holds without a file: no targets, and every default. In a file of its own, as a start pays for the parse. */
export const DEFAULT_CONFIG: Config = {
  ...settings.parse({}, { jitless: true }),
  targets: [],
  catalogs: [],
  origin: NOWHERE,
}
