import type { ConfiguredHop } from '../model/configured.ts'
import { clip } from './text.ts'

/** One line of a path may hold names of 300 characters. */
const LONGEST = 200

export const LAYER_WORDS: Readonly<Record<ConfiguredHop['layer'], string>> = {
  dns: 'name',
  rules: 'rules',
  route: 'route',
  firewall: 'firewall',
  nat: 'way out',
  endpoint: 'endpoint',
  service: 'service',
}

export const OUTCOME_WORDS: Readonly<Record<ConfiguredHop['outcome'], string>> = {
  pass: 'passes',
  blocked: 'BLOCKED',
  unreadable: 'not known',
}

/** What the configuration says of a path, a line for each hop: `rules: BLOCKED, rule deny-all (priority 200) ...`. */
export function configuredLines(path: readonly ConfiguredHop[]): readonly string[] {
  return path.map(({ layer, outcome, says }) =>
    clip(`${LAYER_WORDS[layer]}: ${OUTCOME_WORDS[outcome]}, ${says}`, LONGEST),
  )
}
