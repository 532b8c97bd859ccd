/** What `azcmagent config list` says of the agent's way out. */
export interface AgentSettings {
  readonly mode: 'direct' | 'gateway'
  /** The proxy of the agent, URL; null for none. */
  readonly proxy: string | null
  /** Hosts and domains that do not take it, in the forms of NO_PROXY. */
  readonly noProxy: readonly string[]
}

/**
 * The hosts behind the words of the agent's `proxy.bypass`, in the forms of NO_PROXY.
 * Source: https://learn.microsoft.com/azure/azure-arc/servers/manage-agent-proxy-settings
 */
export const BYPASS_GROUPS: Readonly<Record<string, readonly string[]>> = {
  AAD: ['login.windows.net', 'login.microsoftonline.com', 'pas.windows.net'],
  ARM: ['management.azure.com'],
  AMA: [
    '.handler.control.monitor.azure.com',
    '.ods.opinsights.azure.com',
    'management.azure.com',
    '.monitoring.azure.com',
    '.ingest.monitor.azure.com',
  ],
  Arc: ['.his.arc.azure.com', '.guestconfiguration.azure.com'],
  ArcData: ['.arcdataservices.com'],
}

/**
 * Reads the output of `azcmagent config list`; null for anything else. With Arc gateway the agent bypasses nothing,
 * whatever proxy.bypass holds (https://learn.microsoft.com/azure/azure-arc/servers/arc-gateway#current-limitations).
 */
export function agentSettings(text: string): AgentSettings | null {
  const settings = new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, name, value = ''] = LINE.exec(line) ?? []
      return name === undefined ? [] : [[name, value.trim()] as const]
    }),
  )
  const type = settings.get('connection.type')
  const proxy = settings.get('proxy.url')
  if (type === undefined && proxy === undefined) return null
  const mode = type === 'gateway' ? 'gateway' : 'direct'
  return {
    mode,
    proxy: proxy === undefined || proxy === '' ? null : proxy,
    noProxy: mode === 'gateway' ? [] : bypassed(settings.get('proxy.bypass') ?? ''),
  }
}

/** `  connection.type (preview)        : gateway` */
const LINE = /^\s*([a-z][a-z.]{1,60})(?: \(preview\))?\s*:(.*)$/

/** `[Arc,AMA]`, `Arc AMA`: a word that is none of the agent's is a host of one's own. */
function bypassed(list: string): readonly string[] {
  const words = list.replaceAll(/[[\]"]/g, '').split(/[,\s]+/)
  const known = words.filter((word) => word !== '')
  return [...new Set(known.flatMap((word) => BYPASS_GROUPS[word] ?? [word]))]
}
