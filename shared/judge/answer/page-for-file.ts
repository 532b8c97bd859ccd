import { type Answer, headerOf, titleOf } from './answer.ts'

/** What is never a page: certificates and revocation lists, packages, archives, signatures, images of disks. */
const FILES =
  /\.(crl|crt|cer|p7[bc]|der|deb|rpm|apk|gz|tgz|xz|bz2|zst|zip|7z|tar|whl|jar|nupkg|vsix|msi|msu|cab|exe|iso|img|gpg|asc|sig)$/i
/** What programs read: in clear alone, since sites that one browses show these as pages, over TLS. */
const TEXTS = /\.(txt|json|xml|ps1|sh)$/i

/** The extension of the file that was asked for, and the title of the page that came. */
export interface PageForFile {
  readonly asked: string
  readonly title: string
}

/**
 * What came with success is a page for people, where a file was asked for; null: none was, or it may be the file. A
 * portal or filter answers so, and a site that has a page for whatever it lacks.
 */
export function pageForFile(answer: Answer): PageForFile | null {
  const { status } = answer
  if (status === null || status < 200 || status > 299) return null
  const url = URL.parse(answer.url ?? '')
  if (url === null || !isPage(answer)) return null
  const found =
    FILES.exec(url.pathname) ?? (url.protocol === 'http:' ? TEXTS.exec(url.pathname) : null)
  return found === null ? null : { asked: found[0].toLowerCase(), title: titleOf(answer) }
}

/** Whether the answer is HTML, by its type and by its first characters. */
export function isPage(answer: Answer): boolean {
  return (
    /^text\/html|^application\/xhtml/i.test(headerOf(answer, 'content-type')) &&
    /^(?:<\?xml[^>]{0,80}\?>\s{0,40})?(?:<!--[^>]{0,200}-->\s{0,40})?<(?:!doctype html|html|head|title|body|meta|script)\b/i.test(
      answer.body.slice(0, 400).trimStart(),
    )
  )
}
