/** A name as an id: small letters and digits of any script, hyphens between them. */
export function slug(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu)
  return words === null ? 'target' : words.join('-')
}
