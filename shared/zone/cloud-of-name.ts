import { isAzureName } from './azure-name.ts'
import { isGoogleName } from './google-domains.ts'

/** The cloud that a name belongs to; null: neither’s. */
export function cloudOfName(host: string): 'azure' | 'gcp' | null {
  if (isGoogleName(host)) return 'gcp'
  return isAzureName(host) ? 'azure' : null
}
