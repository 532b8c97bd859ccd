import { createHash } from 'node:crypto'
import { CLIENT } from './client.ts'
import { STYLE } from './style.ts'

/**
 * The headers of every page. Script and style are in the page and run by their hash only; nothing comes from another
 * host, nothing is framed, and forms go to this host only. `img-src data:` is for the icon. The referrer stays on
 * this host, as a page's address may carry a key; with none at all a browser would send `Origin: null` with a form
 * (https://fetch.spec.whatwg.org/#append-a-request-origin-header), and nobody could tell it from another site's.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${hashOf(CLIENT)}`,
    `style-src ${hashOf(STYLE)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
