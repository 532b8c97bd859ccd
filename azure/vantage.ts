import type { Environment } from '../shared/document/environment.ts'

/** The name of the place: the configuration’s, or that of the site and, outside the production slot, of its slot. */
export function azureVantageName(configured: string | null, env: Environment): string {
  const { WEBSITE_SITE_NAME: site = 'azure-function', WEBSITE_SLOT_NAME: slot = '' } = env
  const own = /^(production)?$/i.test(slot) ? site : `${site}-${slot}`
  return configured ?? own.toLowerCase()
}
