/** Where telemetry goes. */
export interface Ingestion {
  readonly instrumentationKey: string
  /** Of the API that takes it. */
  readonly url: string
  /** The scope of a token for it. */
  readonly scope: string
}

/** https://learn.microsoft.com/azure/azure-monitor/app/connection-strings */
const DEFAULTS = {
  ingestionendpoint: 'https://dc.services.visualstudio.com',
  aadaudience: 'https://monitor.azure.com',
} as const

/** What a connection string of Application Insights says; null when it names no resource or no usable endpoint. */
export function readConnectionString(text: string): Ingestion | null {
  const given: Record<string, string> = {}
  for (const part of text.split(';')) {
    const at = part.indexOf('=')
    if (at > 0) given[part.slice(0, at).trim().toLowerCase()] = part.slice(at + 1).trim()
  }
  const { instrumentationkey, ingestionendpoint, aadaudience } = {
    ...DEFAULTS,
    ...given,
  } as Record<string, string>
  if (!instrumentationkey || !ingestionendpoint || !URL.canParse(ingestionendpoint)) return null
  return {
    instrumentationKey: instrumentationkey,
    url: new URL('/v2.1/track', ingestionendpoint).href,
    scope: `${aadaudience?.replace(/\/+$/, '')}/.default`,
  }
}
