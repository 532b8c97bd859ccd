/** In characters. */
const LONGEST = 200

/** A text from a file as one line of a comment, without anything that would act on a terminal. */
export function oneLine(text: string): string {
  const plain = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain
}
