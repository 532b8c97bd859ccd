import type { FailureCode } from '../failure/table.ts'
import type { Capability } from '../model/capability.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { CapabilityNeeds } from './capability-needs.ts'
import type { Reported } from './last-report.ts'
import type { Layer } from './meanings/meaning.ts'

/** A host or address of a text, with what an address is. */
export interface NamedPeer {
  readonly host: string
  readonly port: number | null
  readonly role: 'target' | 'resolver' | 'proxy' | 'source' | 'reference'
  /** `RFC 1918 (10.0.0.0/8)`; null for a name. */
  readonly address: string | null
}

/** One thing that the text says. */
export interface ToldFailure {
  readonly layer: Layer
  readonly sentence: string
  readonly failures: readonly FailureCode[]
  readonly findings: readonly FindingCode[]
  readonly leavesOpen: string
  /** The innermost failing peer first. */
  readonly peers: readonly NamedPeer[]
  /** Whose words these are, and the page that has them. */
  readonly words: string
  readonly source: string
  /** What is wrong really, where the words are known to say something else. */
  readonly misleads: string | null
  /** The words by which it was over at the end of the text; null where it stands. */
  readonly healed: string | null
}

/** Something that a host or the words of the text belong to. */
export interface System {
  readonly capability: Capability
  /** `pypi.org`, or null where the words are a message of it. */
  readonly host: string | null
}

/** What can be said of a pasted text. */
export interface TextExplanation {
  readonly schema: 1
  /** Null where the text names no step of a connection. */
  readonly told: ToldFailure | null
  /** Further failures, of other peers. */
  readonly also: readonly ToldFailure[]
  readonly hosts: readonly NamedPeer[]
  readonly systems: readonly System[]
  /** What the first system depends on, where the text names no host of it. */
  readonly needs: CapabilityNeeds | null
  /** What to check with a host that the text does not name; null where that decides nothing. */
  readonly ask: string | null
  /** Messages of a system that say something else than what is wrong. */
  readonly notes: readonly { readonly misleads: string; readonly source: string }[]
  /** What to look for, where the text alone says nothing of the network. */
  readonly lookFor: readonly string[]
  /** Who refused, where a refusal’s words are known; and the id that its owner searches for. */
  readonly refusal: { readonly who: string; readonly id: string | null } | null
  /** Records of a traffic log in the text. */
  readonly logRecords: number
  /** What the last report says of the same hosts; empty where nothing was measured. */
  readonly reported: readonly Reported[]
  /** The command that decides it; null where the text names nothing to check. */
  readonly check: string | null
}
