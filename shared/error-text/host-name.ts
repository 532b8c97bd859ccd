/** Top-level domains that hosts in error texts have, besides those of two letters. */
const DOMAINS = new Set(
  (
    'com net org io dev app cloud gov edu mil int info biz ms azure google goog tech online site page arpa ' +
    // Names of a network's own: RFC 6762 appendix G, RFC 2606, RFC 6761, RFC 9476.
    'local internal corp lan home intranet private localdomain svc test example invalid localhost alt host'
  ).split(' '),
)

/** Endings of files and names of programs that look like a country. */
const FILES = new Set('py sh cs ts js go rs md pl so cc tf ps ml mk hs st vb gz nu'.split(' '))

/** Words that stand where a host could, and never are one. */
const NO_HOST =
  /^(?:(?:node|system|microsoft|java|javax|sun|jdk|org|com|io|net|urllib3|requests|google|azure|asp|www)\.(?:net|io|js|core|data)|asp\.net|e\.g|i\.e|node\.js|vs\.net|ado\.net|microsoft\.net|system\.net|java\.net|java\.io|socket\.io|gcloud(?:\.[a-z-]+)+)$/

/** A package of Java begins where a host ends. */
const PACKAGE = /^(?:com|org)\.(?!.*\.(?:com|net|org)$)/

/**
 * Whether a word of a text is a host name: labels of RFC 1123 and an ending that is a domain. A name whose last two
 * labels are of mixed case is taken for a class of a program; one all in capitals is a host of Windows.
 */
export function isHostName(word: string): boolean {
  if (
    word.length > 253 ||
    !/^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)+$/i.test(
      word,
    )
  )
    return false
  const name = word.toLowerCase()
  if (!/\.[a-z0-9-]+\.[a-z0-9-]+$/.test(word) && word !== name && word !== word.toUpperCase())
    return false
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (NO_HOST.test(name) || PACKAGE.test(name)) return false
  return DOMAINS.has(last) || (/^[a-z]{2}$/.test(last) && !FILES.has(last))
}
