import { styleText } from 'node:util'
import type { Verdict } from '../model/finding.ts'

type Format = Parameters<typeof styleText>[0]

/** Marks a piece of text up for a terminal. */
export type Paint = (format: Format, text: string) => string

/** Whether to colour is the caller's to say; neither the environment nor a stream is asked. */
export function painter(colour: boolean): Paint {
  return colour
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_format, text) => text
}

export const VERDICT_FORMAT = {
  pass: ['bold', 'green'],
  warn: ['bold', 'yellow'],
  fail: ['bold', 'red'],
  inconclusive: ['bold', 'magenta'],
} as const satisfies Record<Verdict, Format>
