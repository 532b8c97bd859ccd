import type { TargetAuth } from '../model/target.ts'

/** A token of the platform's own identity, which is a secret; or why there is none, in words without one. */
export type Token =
  | { readonly token: string; readonly failure: null }
  | { readonly token: null; readonly failure: string }

/** Gets tokens. Never throws; ends at a deadline of its own. */
export type TokenSource = (auth: TargetAuth) => Promise<Token>
