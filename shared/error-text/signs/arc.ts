import type { SignTable } from './sign.ts'

const CONNECT = ['azure-arc-servers/connect']
const INSTALL = ['azure-arc-servers/install']
const NETWORK = 'https://learn.microsoft.com/azure/azure-arc/servers/network-requirements'

/** The Connected Machine agent, its extensions, Azure Local’s environment checker. */
// biome-ignore format: one sign a line
export const ARC: SignTable = {
  family: 'Azure Arc',
  source: 'https://learn.microsoft.com/azure/azure-arc/servers/troubleshoot-agent-onboard',
  signs: [
    { test: /\bPrivate Link Scope resource ID must be provided\b|\bis configured private\b/i, shows: 'private though public wanted', where: CONNECT, misleads: 'No parameter need be missing: the name leads to a private endpoint here. Either that network has a private link scope that must be given, or its zone is linked by mistake', source: 'https://learn.microsoft.com/azure/azure-arc/servers/private-link-security' },
    { test: /\bAZCM014[68]\b/i, shows: null, weight: 4, where: INSTALL, lookFor: 'the download’s own error above the code' },
    { test: /\bAZCM0026\b|\brequired endpoints unavailable\b|\bagent status:? Disconnected\b|\bAgent Status\s{1,20}: Disconnected\b/i, shows: null, weight: 3, where: CONNECT },
    { test: /\bAZCM00(?:41|42|43|44|16|19|01|02|11|12|13|14|15|61|62|63|67|70|81)\b|\bAZCM01(?:02|04|05|06|08|09|43|44|45|47)\b/i, shows: null, weight: 0, lookFor: 'the text beside the code, and azcmagent.log: the code alone says nothing of the network' },
    { test: /\bazcmagent(?:connect)?\b|\bhimds\b|\bgc_ext\b|\bguestconfig(?:uration)? (?:agent|service)\b/i, shows: null, weight: 2, where: CONNECT },
    { test: /\bGCE?_?\w*:? ?(?:Failed to|Unable to) (?:pull|download) (?:the )?(?:assignment|package)s?\b|\bPull ?Server\b[^\n]{0,80}(?:fail|error|unavailable)/i, shows: null, weight: 3, where: ['azure-arc-servers/policy'], source: NETWORK },
    { test: /\bArcSsh|\bSSH (?:for|over|through) Arc\b|\bhybridconnectivity\b|\blistCredentials\b/i, shows: null, weight: 3, where: ['azure-arc-servers/ssh'], source: 'https://learn.microsoft.com/azure/azure-arc/servers/ssh-arc-troubleshoot' },
    { test: /\bWindows Admin Center\b|\bwaconazure\b/i, shows: null, weight: 3, where: ['azure-arc-servers/windows-admin-center'], source: NETWORK },
    { test: /\bValidateMapsConnection\b|\bMDE\.(?:Windows|Linux)\b/i, shows: null, weight: 3, where: ['azure-arc-servers/defender'], source: 'https://learn.microsoft.com/defender-endpoint/standard-device-connectivity-urls-commercial' },
    { test: /\bEsuLicense|\bExtended Security Updates?\b[^\n]{0,80}(?:fail|error|not)/i, shows: null, weight: 3, where: ['azure-arc-servers/esu'], source: NETWORK },
    { test: /\bInvoke-WebrequestEx\b|\bEnvironment ?Checker\b|\bAzStackHci_\w+/i, shows: null, weight: 2, where: ['azure-local/register', 'azure-local/deploy', ...CONNECT], source: 'https://learn.microsoft.com/azure/azure-local/manage/use-environment-checker' },
  ],
}
