import { coded } from './numbers.ts'
import type { SignTable } from './sign.ts'

const SNAT =
  'https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors'
const ERRORS = 'https://learn.microsoft.com/windows/win32/winhttp/error-messages'

/** Windows sockets, WinHTTP and WinINet, SChannel: texts and numbers. */
// biome-ignore format: one sign a line
export const WINSOCK: SignTable = {
  family: 'Windows sockets',
  source: 'https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2',
  signs: [
    { test: coded(String.raw`\bonly one usage of each socket address\b|\bWSAEADDRINUSE\b`, 10048), shows: 'no local port', misleads: 'No address is taken: the outbound ports are used up (SNAT or ephemeral ports); reuse connections, or give the subnet a NAT gateway', source: SNAT },
    { test: coded(String.raw`\bforbidden by its access permissions\b|\bWSAEACCES\b`, 10013), shows: 'forbidden locally', misleads: 'No rights are missing at the target: in App Service the sandbox refuses the connection, when ports run out or the address is local; elsewhere a firewall on the machine does', source: SNAT },
    { test: coded(String.raw`\bforcibly closed by the remote host\b|\bWSAECONNRESET\b`, 10054), shows: 'reset', misleads: 'The remote host need not be the one: a firewall on the way that reads the server name sends the reset in its name', source: 'https://learn.microsoft.com/azure/firewall/rule-processing' },
    { test: coded(String.raw`\bdid not properly respond after a period of time\b|\bconnected host has failed to respond\b|\bWSAETIMEDOUT\b`, 10060), shows: 'connect timeout' },
    { test: coded(String.raw`\btarget machine actively refused\b|\bWSAECONNREFUSED\b`, 10061), shows: 'refused' },
    { test: coded(String.raw`\bunreachable (?:network|host)\b|\bWSAE(?:NET|HOST)UNREACH\b`, 10051, 10065), shows: 'unreachable' },
    { test: coded(String.raw`\bNo such host is known\b|\bWSAHOST_NOT_FOUND\b`, 11001), shows: 'no such name' },
    { test: coded(String.raw`\brequested name is valid,? (?:but|and) no data\b|\bWSANO_DATA\b`, 11004), shows: 'no address' },
    { test: coded(String.raw`\bnon-authoritative host not found\b|\bWSATRY_AGAIN\b|\busually a temporary error during host ?name resolution\b`, 11002), shows: 'resolver gave up' },
    { test: coded(String.raw`\bno buffer space\b|\bWSAENOBUFS\b|\blacked sufficient buffer space\b`, 10055), shows: 'no local port', misleads: 'Memory is not short: the ephemeral ports of the machine are used up', source: 'https://learn.microsoft.com/troubleshoot/windows-client/networking/tcp-ip-port-exhaustion-troubleshooting' },
    { test: coded(String.raw`\bWININET_E_NAME_NOT_RESOLVED\b|\bERROR_(?:WINHTTP|INTERNET)_NAME_NOT_RESOLVED\b|\bserver name (?:or address )?could not be resolved\b`, 12007), shows: 'name not resolved', source: ERRORS },
    { test: coded(String.raw`\b(?:WININET_E|ERROR_(?:WINHTTP|INTERNET))_TIMEOUT\b`, 12002), shows: 'any timeout', weight: 3, source: ERRORS },
    { test: /\b0x800705b4\b/i, shows: 'any timeout', weight: 3, misleads: 'The number is the general "this operation returned because the timeout period expired" of Windows, no error of sockets', source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--1300-1699-' },
    { test: coded(String.raw`\b(?:WININET_E|ERROR_(?:WINHTTP|INTERNET))_CANNOT_CONNECT\b|\bA connection with the server could not be established\b`, 12029), shows: 'not connected', weight: 4, source: ERRORS },
    { test: coded(String.raw`\b0x80072f78\b|\b(?:WININET_E|ERROR_(?:WINHTTP|INTERNET))_CONNECTION_(?:ABORTED|RESET|ERROR)\b|\bconnection with the server was (?:terminated|reset) abnormally\b|\bserver returned an invalid or unrecognized response\b`, 12030, 12031), shows: 'connection ended', source: ERRORS },
    { test: coded(String.raw`\bERROR_WINHTTP_SECURE_FAILURE\b|\bWININET_E_DECODING_FAILED\b|\bA security error occurred\b`, 12175), shows: 'certificate refused', misleads: 'It is told as a decoding or security error; authority, name, dates or the machine’s clock may be at fault', source: ERRORS },
    { test: coded(String.raw`\bWININET_E_INVALID_CA\b`, 12045), shows: 'untrusted', source: ERRORS },
    { test: coded(String.raw`\bWININET_E_SEC_CERT_CN_INVALID\b`, 12038), shows: 'wrong name', source: ERRORS },
    { test: coded(String.raw`\bWININET_E_SEC_CERT_DATE_INVALID\b`, 12037), shows: 'wrong date', source: ERRORS },
    { test: coded(String.raw`\bERROR_INTERNET_SECURITY_CHANNEL_ERROR\b`, 12157), shows: 'TLS failed', weight: 3, source: ERRORS },
    { test: /\b0x80072f76\b|\bERROR_HTTP_HEADER_NOT_FOUND\b/i, shows: 'bad answer', weight: 3, source: ERRORS },
    { test: /\b0x80190197\b|\bHTTP_E_STATUS_PROXY_AUTH_REQ\b/i, shows: 'proxy wants credentials', source: ERRORS },
    { test: /\b0x80190193\b|\bHTTP_E_STATUS_FORBIDDEN\b/i, shows: 'status 403', source: ERRORS },
    { test: coded(String.raw`\bCLIENT_CERT_NO_ACCESS_PRIVATE_KEY\b|\bCLIENT_AUTH_CERT_NEEDED\b`, 12186, 12044), shows: 'client certificate wanted', source: ERRORS },
    { test: /\b0x80092013\b|\bCRYPT_E_REVOCATION_OFFLINE\b|\brevocation function was unable to check revocation\b|\brevocation server was offline\b|\b0x80092012\b|\bCRYPT_E_NO_REVOCATION_CHECK\b/i, shows: 'revocation unknown', misleads: 'The certificate is not revoked and the target is not at fault: its authority’s list, on plain HTTP, is blocked', source: 'https://learn.microsoft.com/azure/security/fundamentals/azure-certificate-authority-details' },
    { test: /\b0x800b0109\b|\bCERT_E_UNTRUSTEDROOT\b|\bterminated in a root certificate which is not trusted\b|\b0x800b010a\b|\bCERT_E_CHAINING\b|\bSEC_E_UNTRUSTED_ROOT\b|\b0x80090325\b|\bissued by an authority that is not trusted\b/i, shows: 'untrusted', source: 'https://learn.microsoft.com/windows/win32/seccrypto/certificate-and-trust-return-values' },
    { test: /\b0x800b010f\b|\bCERT_E_CN_NO_MATCH\b|\b0x80090322\b|\bSEC_E_WRONG_PRINCIPAL\b|\btarget principal name is incorrect\b/i, shows: 'wrong name', misleads: 'No Kerberos principal is meant: the certificate has other names than the one the client asked for, as when it uses the privatelink name', source: 'https://learn.microsoft.com/troubleshoot/sql/database-engine/connect/cannot-generate-sspi-context-error' },
    { test: /\b0x80090326\b|\bSEC_E_ILLEGAL_MESSAGE\b|\bmessage received was unexpected or badly formatted\b/i, shows: 'handshake alert', misleads: 'The message need not be malformed: SChannel says so of an alert, too, and of plain text', source: 'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts' },
    { test: /\b0x80090331\b|\bSEC_E_ALGORITHM_MISMATCH\b|\bdo not possess a common algorithm\b|\bcannot communicate, because they\b/i, shows: 'no common version', source: 'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts' },
    { test: /\b0x80090308\b|\bSEC_E_INVALID_TOKEN\b|\btoken supplied to the function is invalid\b/i, shows: 'not TLS', weight: 4, misleads: 'No access token is meant: what came in the handshake is not TLS', source: 'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts' },
    { test: /\b0x80090328\b|\bSEC_E_CERT_EXPIRED\b|\b0x800b0101\b|\bCERT_E_EXPIRED\b/i, shows: 'wrong date', source: 'https://learn.microsoft.com/windows/win32/seccrypto/certificate-and-trust-return-values' },
  ],
}
