/**
 * Domains that the VIPs can serve, with all names below them, and of which a private zone leads names there, as Google
 * lists them (https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid, 2026-04-08).
 */
const DOMAINS: ReadonlySet<string> = new Set(
  [
    'aiplatform-notebook.cloud.google.com aiplatform-notebook.googleusercontent.com appspot.com',
    'backupdr.cloud.google.com backupdr.googleusercontent.com cloudfunctions.net cloudproxy.app',
    'composer.cloud.google.com composer.googleusercontent.com datafusion.cloud.google.com',
    'datafusion.googleusercontent.com dataproc.cloud.google.com dataproc.googleusercontent.com',
    'developerconnect.dev gcr.io googleapis.com gke.goog gstatic.com kernels.googleusercontent.com',
    'ltsapis.goog notebooks.byoid.googleusercontent.com notebooks.cloud.google.com',
    'notebooks.googleusercontent.com pkg.dev pki.goog run.app',
  ].flatMap((line) => line.split(' ')),
)

/** Of these Google lists the name alone, so nothing below it is led anywhere. */
const ALONE: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'appengine.google.com',
  'dl.google.com',
  'packages.cloud.google.com',
  'source.developers.google.com',
  'storage.cloud.google.com',
])

export interface GoogleDomain {
  readonly name: string
  /** Whether names below it are led there by a wildcard. */
  readonly below: boolean
}

/** The domain whose zone leads a name to a VIP; null when Google lists none. */
export function googleDomain(host: string): GoogleDomain | null {
  if (ALONE.has(host)) return { name: host, below: false }
  for (let name = host; name !== ''; name = parentOf(name)) {
    if (DOMAINS.has(name)) return { name, below: true }
  }
  return null
}

/** The name without its first label; the empty text is that of a name of one label. */
function parentOf(name: string): string {
  const dot = name.indexOf('.')
  return dot === -1 ? '' : name.slice(dot + 1)
}

/** Sites of Google itself, each with all names below it. */
const SITES = /(^|\.)(google\.com|goog|googleusercontent\.com|gstatic\.com|googlesource\.com)$/

/** Whether a name is Google’s: of its APIs and services, or of its own sites. */
export function isGoogleName(host: string): boolean {
  return googleDomain(host) !== null || SITES.test(host)
}
