import { azureFunctions } from './azure-functions.ts'
import type { Catalog } from './catalog.ts'
import { googleApis } from './google-apis.ts'

/** The catalogs that come with the program. */
export const CATALOGS: readonly Catalog[] = [azureFunctions, googleApis]
