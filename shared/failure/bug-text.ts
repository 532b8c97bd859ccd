/** A fault of the probe itself, for a log: the stack where there is one. */
export function bugText(bug: unknown): string {
  return bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)
}
