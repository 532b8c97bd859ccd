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

/** The path of the API that takes telemetry. */
const TRACK = '/v2.1/track'

/** What a connection string of Application Insights says; null when it names no resource or no usable endpoint. */
export function readConnectionString(text: string): Ingestion | null {
  const given: Record<string, string> = {}
  for (const part of text.split(';')) {
    const [name = '', ...value] = part.split('=')
    given[name.trim().toLowerCase()] = value.join('=').trim()
  }
  const { instrumentationkey, ingestionendpoint, aadaudience } = {
    ...DEFAULTS,
    ...given,
  } as Record<string, string>
  // An endpoint without https:// parses, too: its host is then the scheme, and no path fits behind it.
  if (!instrumentationkey || !URL.canParse(TRACK, ingestionendpoint)) return null
  return {
    instrumentationKey: instrumentationkey,
    url: new URL(TRACK, ingestionendpoint).href,
    scope: `${aadaudience?.replace(/(?<!\/)\/+$/, '')}/.default`,
  }
}
