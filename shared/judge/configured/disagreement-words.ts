import type { Disagreement } from './disagreement.ts'

interface DisagreementWords {
  readonly cause: string
  readonly fix: string
}

/** Why the configuration and the wire may differ, and what to look at. `what` is what the configuration has. */
export function disagreementWords(kind: Disagreement['kind'], what: string): DisagreementWords {
  return WORDS[kind](what)
}

const WORDS: Readonly<Record<Disagreement['kind'], (what: string) => DisagreementWords>> = {
  'came-through': (what) => ({
    cause:
      'The configuration that was read is older than a change; or the traffic takes another way than it says, past this subnet',
    fix: `Read the configuration again; if ${what} still stands, look up by which way the traffic leaves`,
  }),
  silent: () => ({
    cause:
      'A change that is not effective yet, or that came after the configuration was read; or what is not in it: an appliance, a network on premises, a firewall on the host itself, a host that is down, or an address that none has',
    fix: 'Read the configuration again. If it still lets the flow pass, look beyond it: the effective rules and routes of the interface, the appliance on the way, the host itself',
  }),
  answer: (what) => ({
    cause:
      'The configuration that was read is older than a change; or the answer is still in a cache; or the resolver does not ask the zones of this network',
    fix: `Read the configuration again; if ${what} still stands, look up which server the resolver asks for the name`,
  }),
  denied: (what) => ({
    cause:
      'The configuration that was read is older than a change; or the denial is for another part of the resource than its network rules',
    fix: `Read the configuration again; if ${what} is still open, look at the policy that the answer speaks of`,
  }),
}
