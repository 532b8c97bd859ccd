/** Crockford's base 32 without look-alikes, lower case: 32 characters, so that five bits make one. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SUFFIX = 8
const SLUG_MAX = 40

/**
 * The id of a report: `20261122T031205123Z-prod-japaneast-7k3f9a2c`. Sorts by time, and is safe in a URL and as
 * a file name on every system. The suffix (40 random bits) keeps apart two sweeps of one millisecond.
 * `random` gives that many bytes, from a secure source or a test.
 */
export function reportId(
  startedAt: Date,
  vantage: string,
  random: (bytes: number) => Uint8Array,
): string {
  const time = startedAt.toISOString().replaceAll(/[-:.]/g, '')
  const suffix = Array.from(random(SUFFIX), (byte) => ALPHABET[byte & 31]).join('')
  return `${time}-${slug(vantage)}-${suffix}`
}

/** Lower-case ASCII letters, digits and single hyphens; a name that has none of them is `vantage`. */
function slug(name: string): string {
  const text = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replaceAll(/^-|-$/g, '')
  return text === '' ? 'vantage' : text
}
