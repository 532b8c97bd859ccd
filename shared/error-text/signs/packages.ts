import type { SignTable } from './sign.ts'

const PIP = [
  'azure-functions/build-python',
  'azure-app-service-build/build-python',
  'cloud-run-functions/build-python',
]
const NPM = [
  'azure-functions/build-node',
  'azure-app-service-build/build-node',
  'cloud-run-functions/build-node',
]
const NUGET = ['azure-functions/build-dotnet', 'azure-app-service-build/build-dotnet']
const PSGET = ['azure-functions/powershell-modules', 'azure-app-service-build/powershell-modules']

/** Package managers: npm, pip, NuGet, PowerShellGet, apt. */
// biome-ignore format: one sign a line
export const PACKAGES: SignTable = {
  family: 'package managers',
  source: 'https://docs.npmjs.com/common-errors',
  signs: [
    { test: /\bpip\._vendor\.|'\)': \/simple\/[\w.-]{1,100}\//i, shows: null, weight: 1, where: PIP },
    { test: /\bRetrying \(Retry\(total=\d[^\n]{0,200}after connection broken by\b/i, shows: null, weight: 1, where: PIP, lookFor: 'the reason in the quoted error; pip names the path and not the host' },
    { test: /\bNo matching distribution found for\b|\bCould not find a version that satisfies the requirement\b/i, shows: null, weight: 2, where: PIP, misleads: 'The package may exist: pip says so, too, when it could not read the index. Look for "Retrying" lines before it', source: 'https://pip.pypa.io/en/stable/topics/https-certificates/' },
    { test: /\bThere was a problem confirming the ssl certificate\b/i, shows: 'untrusted', where: PIP, weight: 4 },
    { test: /\bNU1301\b|\bUnable to load the service index for source\b/i, shows: null, weight: 3, where: NUGET, source: 'https://learn.microsoft.com/nuget/reference/errors-and-warnings/nu1301' },
    { test: /\bThe HTTP request to '[A-Z]{3,7} \S{1,400}' has timed out after \d{1,9} ?ms\b/i, shows: 'any timeout', weight: 3, where: NUGET, source: 'https://learn.microsoft.com/nuget/reference/errors-and-warnings/nu1301' },
    { test: /\bmaven-default-http-blocker\b|\bBlocked mirror for repositories\b/i, shows: null, weight: 3, misleads: 'Nothing was sent: Maven itself refuses repositories of plain http://', lookFor: 'the URL of the repository: https:// or a mirror of its own', source: 'https://maven.apache.org/docs/3.8.1/release-notes.html' },
    { test: /\bRetrying \(Retry\(total=[\s\S]{0,4000}?\bSuccessfully installed\b|\b(?:spurious network error|failed, retrying|will retry|Retrying)\b[\s\S]{0,2000}?\b(?:added \d{1,6} packages?|Successfully (?:built|tagged|installed)|BUILD SUCCESS|Finished `?\w{1,12}`? profile|Status: Downloaded newer image)\b/i, shows: null, weight: 5, misleads: 'It went through in the end: what failed was tried again, and a later line tells of success', lookFor: 'a failure behind the line of success, if there is one', source: 'https://pip.pypa.io/en/stable/cli/pip/' },
    { test: /\bNO_PUBKEY [0-9A-F]{8,40}\b|\bsignatures couldn't be verified because the public key is not available\b/i, shows: null, weight: 0, lookFor: 'the key of the repository on this machine: the index itself was fetched' },
    { test: /\bNU110[12]\b/i, shows: null, weight: 0, lookFor: 'an NU1301 before it: only that one tells of the network', source: 'https://learn.microsoft.com/nuget/reference/errors-and-warnings/nu1101' },
    { test: /\bnpm (?:ERR!|error) (?:network|code (?:ETIMEDOUT|ECONNRESET|ENOTFOUND|EAI_AGAIN|ECONNREFUSED))\b/i, shows: null, weight: 1, where: NPM, misleads: 'Its hint at a bad proxy setting is printed with every network error', source: 'https://docs.npmjs.com/common-errors', lookFor: 'the code and the host of the "reason" line' },
    { test: /\bThis is a problem related to network connectivity\b/i, shows: null, weight: 0, where: NPM, misleads: 'Its hint at a bad proxy setting is printed with every network error', source: 'https://docs.npmjs.com/common-errors', lookFor: 'the code and the host of the "reason" line' },
    { test: /\bnpm (?:ERR!|error) (?:code )?E407\b/i, shows: 'proxy wants credentials', where: NPM },
    { test: /\bnpm (?:ERR!|error) (?:code )?E401\b/i, shows: 'permission missing', where: NPM },
    { test: /\bnpm (?:ERR!|error) (?:code )?E403\b/i, shows: 'status 403', where: NPM },
    { test: /\bERR_SOCKET_TIMEOUT\b|\bnetwork timeout at: https?:/i, shows: 'read timeout', weight: 4, where: NPM },
    { test: /\bno internet connection\b[^\n]{0,60}yarn|\bThere appears to be trouble with your network connection\b/i, shows: 'any timeout', where: NPM },
    { test: /\bUnable to resolve package source\b|\bUnable to download the list of available providers\b|\bNo match was found for the specified search criteria\b|\bUnable to find repository 'PSGallery'|\bFailed to install function app dependencies\b|\bUnable to download from URI\b[^\n]{0,120}powershellgallery/i, shows: null, weight: 4, where: PSGET, misleads: 'The module may exist: PowerShellGet says so when the gallery or its CDN is not reached, or TLS 1.2 is off', source: 'https://learn.microsoft.com/powershell/gallery/troubleshooting' },
    { test: /\bCould not connect to \S{1,260}, connection timed out\b/i, shows: 'connect timeout', weight: 5, source: 'https://manpages.debian.org/apt' },
    { test: /\bUnable to connect to \S{1,260}:\s*$/im, shows: 'not connected', weight: 3 },
    { test: /\btemporary error \(try again later\)/i, shows: null, weight: 2, lookFor: 'whether the host resolves here: apk says so of a resolver that gave up, and of a server that answered 503', source: 'https://github.com/alpinelinux/docker-alpine/issues/59' },
    { test: /\bTemporary failure resolving '/i, shows: 'resolver gave up', weight: 5 },
    { test: /\bCertificate verification failed: The certificate is NOT trusted\b|\bNo system certificates available\b/i, shows: 'untrusted' },
    { test: /\bCould not handshake: Error in the pull function\b|\bCould not handshake: The TLS connection was non-properly terminated\b/i, shows: 'cut in handshake', source: 'https://www.gnutls.org/manual/html_node/Error-codes.html' },
    { test: /\bInvalid response from proxy: HTTP\/1\.[01] 407/i, shows: 'proxy wants credentials' },
    { test: /\bInvalid response from proxy: HTTP\/1\.[01] 50[234]/i, shows: 'proxy cannot reach' },
    { test: /\bInvalid response from proxy: HTTP\/1\.[01] \d{3}/i, shows: 'proxy denied' },
    { test: /\bSome index files failed to download\b|\bFailed to fetch https?:/i, shows: null, weight: 1, lookFor: 'the reason behind the Err: line' },
    { test: /\bClearsigned file isn't valid\b/i, shows: 'block page', weight: 5, misleads: 'No signature is forged: something on the way put a page of its own in place of the file', source: 'https://salsa.debian.org/apt-team/apt' },
    { test: /\bHash Sum mismatch\b|\bFile has unexpected size\b[^\n]{0,60}Mirror sync/i, shows: 'block page', weight: 2, misleads: 'The mirror need not be broken: a caching or inspecting proxy changes what passes', source: 'https://salsa.debian.org/apt-team/apt' },
    { test: /\bTHESE PACKAGES DO NOT MATCH THE HASHES\b/i, shows: 'block page', weight: 2, misleads: 'The package need not be tampered with: an inspecting proxy changes or cuts what passes', source: 'https://pip.pypa.io/en/stable/topics/secure-installs/' },
  ],
}
