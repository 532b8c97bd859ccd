import type { Certificate } from '../model/facts.ts'

/** OpenSSL’s security level 2, the default of version 3: 112 bits (SSL_CTX_set_security_level(3)). */
const LEAST_RSA = 2048

/** Whether a key is below what clients take; for curves that are not in the list, not. */
export function weakKey({ key }: Pick<Certificate, 'key'>): boolean {
  const [type = '', size = ''] = key.split(' ')
  if (type === 'EC') return /^(sec[pt](112|128|160)|prime192|secp192|brainpoolP160)/.test(size)
  return /^(RSA|RSA-PSS|DSA|DH)$/.test(type) && Number(size) < LEAST_RSA
}

/** Whether a certificate is signed with a digest that can be forged. */
export function weakSignature({ signature = '' }: Pick<Certificate, 'signature'>): boolean {
  return /^(MD2|MD5|SHA1)-/.test(signature)
}

/**
 * Whether a certificate may be a TLS server’s, or an authority sign for one: by its extended key usage, and for a leaf by
 * its key usage as well; “any” does not count as a server’s (OpenSSL, X509_check_purpose(3)).
 */
export function isServerPurpose(
  certificate: Pick<Certificate, 'purposes' | 'usages' | 'ca'>,
): boolean {
  const { purposes, usages = [], ca } = certificate
  const extended = purposes === undefined || purposes.includes('serverAuth')
  const use =
    usages.length === 0 ||
    ca ||
    ['digitalSignature', 'keyEncipherment', 'keyAgreement'].some((u) => usages.includes(u))
  return extended && use
}
