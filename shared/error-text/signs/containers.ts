import type { SignTable } from './sign.ts'

const PULL = ['azure-container-registry/pull', 'azure-container-registry/login']
const HEALTH =
  'https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference'
const APP_SERVICE = 'https://learn.microsoft.com/azure/app-service/configure-custom-container'

/** Container runtimes, image pulls and az acr check-health. */
// biome-ignore format: one sign a line
export const CONTAINERS: SignTable = {
  family: 'container runtimes',
  source: 'https://docs.docker.com/reference/api/engine/',
  signs: [
    { test: /\bclient with IP '[^'\n]{1,60}' is not allowed access\b/i, shows: 'denied by service', where: PULL, source: 'https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks' },
    { test: /\bCONNECTIVITY_CHALLENGE_ERROR\b|\bdid not issue a challenge\b/i, shows: 'no challenge', where: PULL, misleads: 'No challenge of a login is missing: the registry’s API did not answer as one, in whichever step', source: HEALTH },
    { test: /\bCONNECTIVITY_DNS_ERROR\b/i, shows: 'name not resolved', weight: 5, where: PULL, source: HEALTH },
    { test: /\bCONNECTIVITY_FORBIDDEN_ERROR\b/i, shows: 'denied by service', where: PULL, source: HEALTH },
    { test: /\bCONNECTIVITY_SSL_ERROR\b/i, shows: 'untrusted', where: PULL, source: HEALTH },
    { test: /\bCONNECTIVITY_TOOMANYREQUESTS_ERROR\b/i, shows: 'throttled', where: PULL, source: HEALTH },
    { test: /\bCONNECTIVITY_(?:AAD_LOGIN|REFRESH_TOKEN|ACCESS_TOKEN|WINCRED|KEYCHAIN)_ERROR\b/i, shows: 'permission missing', where: ['azure-container-registry/login'], source: HEALTH },
    { test: /\bPulling docker image \S{1,300} over VNET failed\b|\bImage pull for \S{1,300} failed\b|\bAttempting to pull image \S{1,300}(?: over| from)? ?VNET?[\s\S]{0,80}failed\b|\bUnexpectedFali?ure\b/i, shows: null, weight: 4, where: PULL, misleads: 'The line names no cause: network, rights and a manifest that the platform does not take end the same way', source: APP_SERVICE },
    { test: /\bImage pull failed: Verify docker image configuration and credentials\b|\bImage pull failed\. Defaulting to local copy\b/i, shows: null, weight: 3, where: ['azure-container-registry/pull'], misleads: 'The credentials need not be wrong: a registry that is not reached ends the same way', source: APP_SERVICE },
    { test: /\b(?:DockerApiException|Docker API responded)\b[^\n]{0,200}"message":"(?:denied|unauthorized|access forbidden)/i, shows: 'denied, by rules or rights', weight: 5, where: PULL, misleads: '"denied" says both: missing rights (AcrPull), and a refusal of the registry’s network rules', source: APP_SERVICE },
    { test: /\bImagePullUnauthorizedFailure\b|\bImage pull failed with (?:forbidden|unauthorized)\b|\bImagePullForbiddenFailure\b/i, shows: 'denied, by rules or rights', where: PULL, source: APP_SERVICE },
    { test: /\bImagePullNetworkFailure\b|\bImagePullTimeoutFailure\b/i, shows: 'any timeout', weight: 3, where: PULL, source: APP_SERVICE },
    { test: /\bfailed to (?:authorize|fetch (?:anonymous|oauth) token)\b[^\n]{0,200}\.azurecr\.\w{2,4}\b[^\n]{0,200}\b401\b/i, shows: 'permission missing', weight: 5, where: PULL, misleads: 'The network works: the registry answered. The identity that pulls lacks AcrPull, or none was sent', source: 'https://learn.microsoft.com/azure/aks/cluster-container-registry-integration' },
    { test: /\bfailed to (?:authorize|fetch (?:anonymous|oauth) token)\b[^\n]{0,300}\b401\b/i, shows: 'permission missing', weight: 5, misleads: 'The network works: the registry answered. The identity that pulls lacks the right to, or none was sent', source: 'https://distribution.github.io/distribution/spec/auth/token/' },
    { test: /\bfailed to (?:authorize|fetch (?:anonymous|oauth) token)\b[^\n]{0,300}\b403\b/i, shows: 'denied, by rules or rights', weight: 5 },
    { test: /\bunexpected status (?:code )?from (?:HEAD|GET|POST) request to \S{1,400}: 403\b/i, shows: 'denied, by rules or rights', weight: 5 },
    { test: /\bno basic auth credentials\b|\bunauthorized\b[\W_]{1,6}(?:message[\W_]{1,6})?authentication required\b|\bpull access denied\b|\brepository does not exist or may require\b|\bauthorization failed\b(?=[^\n]{0,80}(?:pull|image))/i, shows: 'permission missing', misleads: 'The image need not be missing and the network works: the registry answered and wants credentials', source: 'https://docs.docker.com/reference/cli/docker/image/pull/' },
    { test: /\bdenied: requested access to the resource is denied\b|\bdenied: access forbidden\b/i, shows: 'denied, by rules or rights' },
    { test: /\bfailed to resolve reference "[^"\n]{1,300}": [^\n]{0,320}: not found\b|\bmanifest for \S{1,300} not found\b|\bmanifest unknown\b/i, shows: 'status unexpected', weight: 4, misleads: 'No name failed to resolve: the registry answered that it has no such image or tag', source: 'https://distribution.github.io/distribution/spec/api/#errors' },
    { test: /\bfailed to do request: (?:Head|Get)\b/i, shows: null, weight: 1, lookFor: 'the reason behind the URL' },
    { test: /\bCannot connect to the Docker daemon\b|\bIs the docker daemon running\b/i, shows: null, weight: 4, misleads: 'No network is meant: the daemon on this machine does not run or its socket is closed to you', source: 'https://docs.docker.com/engine/daemon/troubleshoot/', lookFor: 'the daemon on this machine; nothing was sent to the network' },
    { test: /\bfailed to fetch oauth token\b/i, shows: 'permission missing', weight: 3 },
    { test: /\bblob upload (?:unknown|invalid)\b|\bfailed to copy: httpReadSeeker: failed open\b/i, shows: null, weight: 2, misleads: 'The login server was reached; layers come from another host (the data endpoint), which may be the one that is blocked', source: 'https://learn.microsoft.com/azure/container-registry/container-registry-dedicated-data-endpoints', where: ['azure-container-registry/pull'] },
  ],
}
