import type { SignTable } from './sign.ts'

const BUILD = ['azure-functions/remote-build', 'azure-app-service-build/remote-build']

/** .NET: HttpClient, SslStream, HttpWebRequest, PowerShell. */
// biome-ignore format: one sign a line
export const DOTNET: SignTable = {
  family: '.NET',
  source: 'https://learn.microsoft.com/dotnet/api/system.net.http.httprequesterror',
  signs: [
    { test: /\bHttpClient\.Timeout of [\d.]{1,12} seconds? elapsing\b/i, shows: 'any timeout', misleads: 'Nobody cancelled: HttpClient’s own time limit ran out, in whichever step', source: 'https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.timeout' },
    { test: /\bOne or more errors occurred\.? ?\(A task was canceled\.?\)/i, shows: 'any timeout', where: [...BUILD, 'azure-functions/build-python', 'azure-functions/build-node', 'azure-functions/build-dotnet'], misleads: 'Nobody cancelled: after 100 s HttpClient’s time limit ran out. In the build log of Oryx it is the download of its list of SDKs', source: 'https://github.com/microsoft/Oryx/blob/main/doc/hosts/appservice.md' },
    { test: /\bIDX[12]080[3-7]\b/i, shows: null, weight: 0, lookFor: 'the inner exception: the metadata of the sign-in service (most often login.microsoftonline.com) was not fetched, for whichever reason', source: 'https://learn.microsoft.com/entra/msal/dotnet/advanced/exceptions/' },
    { test: /\bA task was canceled\b|\bTaskCanceledException\b|\bThe operation was canceled\b|\bOperationCanceledException\b/i, shows: 'any timeout', misleads: 'Often nobody cancelled: HttpClient ends this way when its time limit (100 s) runs out, for any host', source: 'https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.timeout' },
    { test: /\bThe operation has timed out\b|\bdid not complete within the allotted time(?:out)?\b|\bTimeoutException\b|\bThe request timed out\b|\bWebException\b[^\n]{0,40}timed out/i, shows: 'any timeout' },
    { test: /\bA connection could not be established within the configured ConnectTimeout\b/i, shows: 'connect timeout' },
    { test: /\bremote party (?:has )?closed the transport stream\b|\breceived an unexpected EOF or 0 bytes from the transport stream\b|\bAuthentication failed because the remote party\b/i, shows: 'cut in handshake', misleads: 'No credentials failed: "authentication" is the TLS handshake, and whoever is on the way may have closed it', source: 'https://learn.microsoft.com/dotnet/api/system.net.security.sslstream' },
    { test: /\bThe SSL connection could not be established\b|\bCould not (?:create|establish) (?:trust relationship|secure channel|SSL\/TLS secure channel)\b|\bcannot create SSL\/TLS secure channel\b/i, shows: 'TLS failed' },
    { test: /\bcould not establish trust relationship\b|\bremote certificate (?:is|was) (?:invalid|rejected)[^\n]{0,80}(?:RemoteCertificateChainErrors|PartialChain|UntrustedRoot)/i, shows: 'untrusted', weight: 5 },
    { test: /\bUntrustedRoot\b|\bPartialChain\b|\bRemoteCertificateChainErrors\b/i, shows: 'untrusted' },
    { test: /\bRemoteCertificateNameMismatch\b/i, shows: 'wrong name' },
    { test: /\bNotTimeValid\b/i, shows: 'wrong date' },
    { test: /\bremote certificate (?:is|was) (?:invalid|rejected)\b/i, shows: 'certificate refused' },
    { test: /\b0x80090304\b|\bLocal Security Authority cannot be contacted\b/i, shows: 'TLS failed', weight: 3, misleads: 'No logon server is meant: SChannel ends a handshake so, too, that it cannot finish', source: 'https://learn.microsoft.com/windows/win32/secauthn/sspi-status-codes' },
    { test: /\bThe remote certificate was not available\b/i, shows: 'TLS failed' },
    { test: /\bCannot determine the frame size or a corrupted frame was received\b|\bhandshake failed due to an unexpected packet format\b/i, shows: 'not TLS', misleads: 'No packet is damaged: the answer is not TLS, often a proxy’s or web page’s plain HTTP', source: 'https://learn.microsoft.com/dotnet/api/system.net.security.sslstream' },
    { test: /\bThe response ended prematurely\b|\bResponseEnded\b|\bunderlying connection was closed: (?:The connection was closed unexpectedly|A connection that was expected to be kept alive)/i, shows: 'connection ended' },
    { test: /\bunderlying connection was closed: (?:An unexpected error occurred on a (?:send|receive)|Could not establish trust)/i, shows: 'TLS failed', weight: 3, misleads: 'With .NET Framework an unexpected error on send is most often the TLS handshake: an old version, or a cut by name', source: 'https://learn.microsoft.com/dotnet/framework/network-programming/tls' },
    { test: /\bremote name could not be resolved\b|\bNameResolutionError\b|\bNameResolutionFailure\b/i, shows: 'name not resolved' },
    { test: /\bUnable to connect to the remote server\b|\bConnectFailure\b/i, shows: 'connect timeout', weight: 3 },
    { test: /\bThe proxy tunnel request to proxy '([^']{1,200})' failed with status code '?"?407/i, shows: 'proxy wants credentials' },
    { test: /\bThe proxy tunnel request to proxy '([^']{1,200})' failed with status code '?"?(?:502|503|504)/i, shows: 'proxy cannot reach' },
    { test: /\bThe proxy tunnel request to proxy '([^']{1,200})' failed with status code/i, shows: 'proxy denied' },
    { test: /\bproxy name could not be resolved\b|\bProxyNameResolutionFailure\b/i, shows: 'proxy name' },
    { test: /\bresponse status code does not indicate success: ?407\b/i, shows: 'proxy wants credentials' },
    { test: /\bresponse status code does not indicate success: ?403\b/i, shows: 'status 403' },
    { test: /\bresponse status code does not indicate success: ?401\b/i, shows: 'status 401' },
    { test: /\bresponse status code does not indicate success: ?(?:502|503|504)\b/i, shows: 'gateway error' },
    { test: /\bresponse status code does not indicate success: ?5\d\d\b/i, shows: 'server failed' },
    { test: /\bresponse status code does not indicate success: ?[1-4]\d\d\b/i, shows: 'status unexpected' },
    { test: /\bThere was a conflict\. The remote server returned an error: \(403\)/i, shows: 'denied by service', where: ['azure-functions/content'], misleads: 'Nothing is in conflict: the storage account refuses Resource Manager, which makes the content share from outside the network', source: 'https://learn.microsoft.com/azure/azure-functions/configure-networking-how-to' },
    { test: /\bremote server returned an error: \(407\)/i, shows: 'proxy wants credentials' },
    { test: /\bremote server returned an error: \(403\)/i, shows: 'status 403', misleads: '"The remote server" is whoever answered: a proxy’s or firewall’s 403 reads the same', source: 'https://learn.microsoft.com/dotnet/api/system.net.httpwebrequest' },
    { test: /\bremote server returned an error: \(401\)/i, shows: 'status 401' },
    { test: /\bremote server returned an error: \((?:502|503|504)\)/i, shows: 'gateway error' },
    { test: /\bremote server returned an error: \(5\d\d\)/i, shows: 'server failed' },
    { test: /\bremote server returned an error: \([1-4]\d\d\)/i, shows: 'status unexpected' },
  ],
}
