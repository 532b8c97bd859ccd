import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'

/** A self-signed certificate as PEM. */
export async function mint(): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Contoso Root',
    notAfter: new Date('2099-01-01'),
    keys,
    signingAlgorithm: algorithm,
  })
  return certificate.toString('pem')
}
