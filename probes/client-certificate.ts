import { X509Certificate } from 'node:crypto'
import type { ClientCertificate } from '../shared/model/target.ts'
import type { Certificates } from './certificate.ts'

/** Notes the certificate that is there to be shown, and returns its fingerprint for the observation. */
export function noteClient(
  certificates: Certificates,
  client: ClientCertificate | undefined,
): { readonly client?: string } {
  if (client === undefined) return {}
  return { client: certificates.add(new X509Certificate(client.certificate)) }
}
