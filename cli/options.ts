import { InvalidArgumentError, Option } from 'commander'

/** An option that may be given several times: its values in order. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

/** What `--with` is. */
export const WITH =
  'a parameter of the catalog, one or more, lists comma separated; @FILE: the JSON of az functionapp show, gcloud run services describe or azcmagent show, or the text of azcmagent config list'

/** `--format` for commands that print lists: for people, or for programs. */
export function listFormat(): Option {
  return new Option('--format <format>').choices(['pretty', 'json']).default('pretty')
}

/** `--limit`, of so many by default. */
export function limitOption(most: number): Option {
  return new Option('--limit <n>', 'at most so many').argParser(atLeastOne).default(most)
}

function atLeastOne(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a number from 1 to 999999.')
}
