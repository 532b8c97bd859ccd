import { slug } from '../target/slug.ts'
import { optional, row, type SourceKey } from './azure-sources.ts'
import type { CatalogCapability, EndpointRow } from './catalog.ts'

/** The services' certificates name these for revocation lists, issuers and OCSP; all over plain HTTP. */
// biome-ignore format: lists, issuers, OCSP, China
const HOSTS = [
  'crl.microsoft.com', 'mscrl.microsoft.com', 'www.microsoft.com', 'crl3.digicert.com', 'crl4.digicert.com', 'cdp.geotrust.com',
  'cacerts.digicert.com', 'cacerts.geotrust.com',
  'ocsp.msocsp.com', 'oneocsp.microsoft.com', 'ocsp.digicert.com', 'status.geotrust.com',
  'cacerts.{digicertCn}', 'crl.{digicertCn}', 'ocsp.{digicertCn}',
]

export const REVOCATION: CatalogCapability = {
  id: 'revocation',
  name: 'Certificates can be checked for revocation',
  symptom:
    'TLS is slow on Windows, or Schannel says CRYPT_E_REVOCATION_OFFLINE; Node.js on the same machine works, since it does not check revocation',
  quotes: ['CRYPT_E_REVOCATION_OFFLINE'],
}

/** Rows for a catalog with the parameter `also`, in which `revocation` asks for them. */
export const REVOCATION_ROWS: readonly EndpointRow[] = [
  ...HOSTS.map((host) => plain(host, 'certificates')),
  plain('ctldl.windowsupdate.com', 'aks'),
]

function plain(host: string, from: SourceKey): EndpointRow {
  const id = `revocation-${slug(host.replaceAll(/[{}]/g, ''))}`
  return row(id, `http://${host}/`, 'revocation', from, {
    when: { also: ['revocation'] },
    ...optional('Plain HTTP; clients that check revocation need it'),
  })
}
