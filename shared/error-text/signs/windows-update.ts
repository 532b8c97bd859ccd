import type { SignTable } from './sign.ts'

/** What Windows Update writes of its connections, which WinHTTP has no number for. */
// biome-ignore format: one sign a line
export const WINDOWS_UPDATE: SignTable = {
  family: 'Windows Update',
  source: 'https://learn.microsoft.com/windows/deployment/update/windows-update-error-reference',
  signs: [
    { test: /\b0x8024402c\b|\bWU_E_PT_WINHTTP_NAME_NOT_RESOLVED\b/i, shows: 'name not resolved', misleads: 'It may be the name of the proxy that does not resolve, not that of the update server' },
    { test: /\b0x8024401b\b|\bWU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ\b/i, shows: 'proxy wants credentials' },
    { test: /\b0x80244018\b|\bWU_E_PT_HTTP_STATUS_FORBIDDEN\b/i, shows: 'status 403' },
    { test: /\b0x80244017\b|\bWU_E_PT_HTTP_STATUS_DENIED\b/i, shows: 'status 401' },
    { test: /\b0x8024402[13]\b|\bWU_E_PT_HTTP_STATUS_(?:BAD_GATEWAY|GATEWAY_TIMEOUT)\b/i, shows: 'gateway error' },
    { test: /\b0x80244022\b|\bWU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL\b/i, shows: 'service unavailable' },
    { test: /\b0x8024401c\b|\bWU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT\b/i, shows: 'any timeout', weight: 3 },
    { test: /\b0x80240438\b|\bWU_E_PT_ENDPOINT_UNREACHABLE\b/i, shows: 'not connected', weight: 3 },
    { test: /\b0x80244019\b|\bWU_E_PT_HTTP_STATUS_NOT_FOUND\b/i, shows: 'status unexpected' },
    { test: /\b0x8024401f\b|\bWU_E_PT_HTTP_STATUS_SERVER_ERROR\b/i, shows: 'server failed' },
  ],
}
