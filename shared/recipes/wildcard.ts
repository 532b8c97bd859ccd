import { type Need, portsOf } from './need.ts'

/** A wildcard as devices have it that take a star for the first labels only: `azgn*.example.net` becomes `*.example.net`. */
export function leftmost(wildcard: string): string {
  return wildcard.startsWith('*.') ? wildcard : `*${wildcard.slice(wildcard.indexOf('.'))}`
}

/** A need with its wildcard so widened, which its reasons then say. */
export function widened(need: Need): Need {
  const host = leftmost(need.host)
  if (need.kind !== 'wildcard' || host === need.host) return need
  const reasons = need.reasons.map((reason) => ({
    ...reason,
    wildcard: `${reason.wildcard}, listed as ${need.host.replace('*', '…')}, but a wildcard can only start a name here`,
  }))
  return { ...need, host, reasons }
}

/** Leaves out names that a wildcard of the same port and protocol covers; their reasons go to the wildcard. */
export function covered(needs: readonly Need[]): readonly Need[] {
  const wild = needs.filter((need) => need.kind === 'wildcard')
  const over = (need: Need) =>
    wild.find((w) => w !== need && alike(w, need) && covers(w.host, need.host))
  return needs
    .filter((need) => over(need) === undefined)
    .map((need) => {
      const below = needs.filter((other) => over(other) === need)
      const more = below.flatMap((other) => other.reasons)
      const known = new Set(need.reasons.map((reason) => reason.target))
      return { ...need, reasons: [...need.reasons, ...more.filter((r) => !known.has(r.target))] }
    })
}

function alike(a: Need, b: Need): boolean {
  return portsOf(a) === portsOf(b) && a.protocol === b.protocol && a.action === b.action
}

function covers(wildcard: string, host: string): boolean {
  return host.endsWith(wildcard.slice(1)) && wildcard.startsWith('*.')
}
