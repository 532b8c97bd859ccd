import { type More, NOT_INSPECTED, optional, row } from './azure-sources.ts'
import type { CatalogCapability, EndpointRow, Lookup, Parameter } from './catalog.ts'

const PUBLIC_CLOUD = ['AzureCloud']
const DEFENDER = { extensions: ['defender'], cloud: PUBLIC_CLOUD }
const UPDATES = { extensions: ['update-manager'], os: ['windows'] }
const WINDOWS_CHECKS = { also: ['revocation'], os: ['windows'] }
const LISTED = 'The published list has it and names nothing below it'

/**
 * One host of each kind of Defender's list by geography; the page has further ones of the same kind.
 * Source: https://learn.microsoft.com/defender-endpoint/standard-device-connectivity-urls-commercial
 */
export const DEFENDER_LOOKUPS: Record<string, Lookup> = {
  defenderGateway: { by: 'defenderGeo', of: { us: 'eus', eu: 'weu', uk: 'uks', au: 'aue' } },
  defenderGateway2: { by: 'defenderGeo', of: { us: 'cus', eu: 'neu', uk: 'ukw', au: 'aus' } },
  defenderCloud: {
    by: 'defenderGeo',
    of: { us: 'unitedstates', eu: 'europe', uk: 'unitedkingdom', au: 'australia' },
  },
}

// biome-ignore format: one parameter a line
export const EXTENSION_PARAMETERS = {
  defenderGeo: { type: 'choice', required: false, default: 'us', values: ['us', 'eu', 'uk', 'au'], describe: 'Geography of the Defender tenant: where its data is stored' },
  automationHost: { type: 'string', required: false, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)*\\.azure-automation\\.(net|us)', example: '11111111-2222-3333-4444-555555555555.jrds.je.azure-automation.net', describe: 'Host of the Automation account for hybrid workers: Account settings, Keys, URL, or automationHybridServiceUrl of the account' },
  certificateVaults: { type: 'list', required: false, default: [], pattern: '[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]', example: 'kv-certs', describe: 'Key Vaults that the Key Vault extension takes certificates from' },
  also: { type: 'list', required: false, default: [], values: ['revocation'], describe: 'revocation: lists, OCSP and issuers over plain HTTP, which Windows asks before it trusts a package or a certificate' },
} satisfies Record<string, Parameter>

// biome-ignore format: one capability a line
export const EXTENSION_CAPABILITIES: readonly CatalogCapability[] = [
  { id: 'defender', when: DEFENDER, name: 'Microsoft Defender for Endpoint reports and is updated', symptom: 'The server does not show in Defender, or ValidateMapsConnection fails', quotes: ['ValidateMapsConnection failed with hr', 'MDE.Windows', 'MDE.Linux'] },
  { id: 'update-manager', when: { extensions: ['update-manager'] }, name: 'Azure Update Manager assesses and installs', symptom: 'Assessments fail or updates are found and not installed; Windows Update says 0x8024402C or 0x80072EE2', checks: ['With WSUS the server of the WSUS key counts instead; on Linux the repositories of the distribution, which are yours to add'] },
  { id: 'automation', when: { extensions: ['automation'] }, name: 'The hybrid worker takes jobs', symptom: 'Jobs stay Queued or are Suspended after three tries' },
  { id: 'key-vault', when: { extensions: ['key-vault'] }, name: 'Certificates come from Key Vault', symptom: 'The Key Vault extension stays in Transitioning or the certificate is not renewed' },
  { id: 'revocation', when: WINDOWS_CHECKS, name: 'Signatures and certificates can be checked for revocation', symptom: 'Extensions time out while they are enabled: "Extension failed during enable. Enable command timed out"; TLS is slow, or Schannel says CRYPT_E_REVOCATION_OFFLINE', quotes: ['Extension failed during enable. Enable command timed out', 'Device initialization is in progress', 'CRYPT_E_REVOCATION_OFFLINE'] },
]

/** Revocation lists, OCSP and issuers of the chains that Windows checks, for the agent and its packages; plain HTTP. */
const REVOCATION = [
  'crl.microsoft.com',
  'crl3.digicert.com',
  'crl4.digicert.com',
  'mscrl.microsoft.com',
  'ocsp.digicert.com',
  'ocsp.msocsp.com',
  'oneocsp.microsoft.com',
  'cacerts.digicert.com',
]

// biome-ignore format: one endpoint a line
export const EXTENSION_ROWS: readonly EndpointRow[] = [
  row('defender-gateway', 'https://winatp-gw-{defenderGateway}.microsoft.com/', 'defender', 'defender-standard', { when: DEFENDER, ...NOT_INSPECTED, note: 'Command and control; *.endpoint.security.microsoft.com with streamlined connectivity' }),
  row('defender-gateway-2', 'https://winatp-gw-{defenderGateway2}.microsoft.com/', 'defender', 'defender-standard', { when: DEFENDER, ...NOT_INSPECTED }),
  row('defender-samples', 'https://automatedirstrprd{defenderGateway}.blob.core.windows.net/', 'defender', 'defender-standard', { when: DEFENDER, note: 'Samples of automated investigations' }),
  row('defender-samples-2', 'https://automatedirstrprd{defenderGateway2}.blob.core.windows.net/', 'defender', 'defender-standard', { when: DEFENDER }),
  row('defender-data', 'https://{defenderGeo}-v20.events.data.microsoft.com/', 'defender', 'defender-standard', { when: DEFENDER, ...ownRoot('What the sensor reports') }),
  row('defender-cloud', 'https://{defenderCloud}.x.cp.wd.microsoft.com/', 'defender', 'defender-standard', { when: { ...DEFENDER, os: ['linux'] }, ...ownRoot('Cloud-delivered protection on Linux') }),
  row('defender-definitions', 'https://definitionupdates.microsoft.com/', 'defender', 'defender-standard', { when: DEFENDER, ...optional('Unless definitions come from WSUS or a share') }),
  row('updates-service', 'https://sls.update.microsoft.com/', 'update-manager', 'windows-update', { when: UPDATES, wildcard: '*.update.microsoft.com', needsWildcard: LISTED, ...ownRoot('What Windows Update begins with') }),
  row('updates-metadata', 'https://fe3.delivery.mp.microsoft.com/', 'update-manager', 'windows-update', { when: UPDATES, wildcard: '*.delivery.mp.microsoft.com', needsWildcard: LISTED, ...ownRoot('What updates there are') }),
  row('updates-content', 'http://download.windowsupdate.com/', 'update-manager', 'windows-update', { when: UPDATES, wildcard: '*.windowsupdate.com', needsWildcard: LISTED, note: 'The updates themselves, over plain HTTP' }),
  row('automation', 'https://{automationHost}/', 'automation', 'automation', { when: { extensions: ['automation'] }, private: {}, wildcard: '*.azure-automation.net' }),
  row('certificate-vault', 'https://{item}.{vaultSuffix}/healthstatus', 'key-vault', 'arc-gateway-more', { when: { extensions: ['key-vault'] }, each: 'certificateVaults', private: {}, expect: { http: { status: [200] } } }),
  row('revocation-roots', 'http://ctldl.windowsupdate.com/', 'revocation', 'defender-standard', windowsOnly('Lists of trusted and of revoked roots')),
  ...REVOCATION.map((host) => row(`revocation-${host.split('.').slice(0, 2).join('-')}`, `http://${host}/`, 'revocation', 'certificates', windowsOnly('Plain HTTP; Windows checks signatures of packages and TLS'))),
]

/** Its certificate is signed by an authority of Microsoft's own, which Windows has and other systems have not. */
function ownRoot(note: string): More {
  return optional(`${note}; its root is Microsoft’s own: elsewhere than on Windows give it as ca`)
}

/** What Windows alone needs, and works without for a while. */
function windowsOnly(note: string): More {
  return { when: WINDOWS_CHECKS, ...optional(note) }
}
