/** Host and port of an authority, as they are written; the host keeps its brackets. */
export function splitAuthority(authority: string): {
  hostText: string
  portText: string | null
} {
  const [, hostText, portText] = /^(\[[^\]]*\]|[^:]*):([^:]*)$/.exec(authority) ?? []
  return hostText === undefined || portText === undefined
    ? { hostText: authority, portText: null }
    : { hostText, portText }
}
