import type tls from 'node:tls'

/** Node keeps OpenSSL’s words on the handle of the connection; for reasons that it has no name for, only there. */
interface WithHandle {
  readonly _handle?: { verifyError?(): unknown } | null
}

/**
 * Why OpenSSL does not trust the chain that was presented: its name for the reason (without X509_V_ERR_), or its own
 * words where they are in no table; null: trusted. Source: OpenSSL, X509_STORE_CTX_get_error(3).
 */
export function verificationOf(secured: tls.TLSSocket): string | null {
  if (secured.authorized) return null
  // Typed as an Error, and a string all the same.
  const code = String(secured.authorizationError ?? UNNAMED)
  return code === UNNAMED ? unnamed(secured) : (BY_WORDS[code] ?? code)
}

const UNNAMED = 'UNSPECIFIED'

function unnamed(secured: tls.TLSSocket): string {
  const error = (secured as unknown as WithHandle)._handle?.verifyError?.()
  if (!(error instanceof Error)) return UNNAMED
  // Later versions of Node append a hint after a semicolon.
  const [words = ''] = error.message.split(';')
  return BY_WORDS[words.trim()] ?? (words.trim() || UNNAMED)
}

/** OpenSSL’s words for the reasons that Node gives no name: crypto/x509/x509_txt.c. */
const BY_WORDS: Readonly<Record<string, string>> = {
  'EE certificate key too weak': 'EE_KEY_TOO_SMALL',
  'CA certificate key too weak': 'CA_KEY_TOO_SMALL',
  'CA signature digest algorithm too weak': 'CA_MD_TOO_WEAK',
  'unhandled critical extension': 'UNHANDLED_CRITICAL_EXTENSION',
  'permitted subtree violation': 'PERMITTED_VIOLATION',
  'excluded subtree violation': 'EXCLUDED_VIOLATION',
  'name constraints minimum and maximum not supported': 'SUBTREE_MINMAX',
  'unsupported name constraint type': 'UNSUPPORTED_CONSTRAINT_TYPE',
  'unsupported or invalid name constraint syntax': 'UNSUPPORTED_CONSTRAINT_SYNTAX',
  'unsupported or invalid name syntax': 'UNSUPPORTED_NAME_SYNTAX',
  'invalid or inconsistent certificate extension': 'INVALID_EXTENSION',
  'invalid or inconsistent certificate policy extension': 'INVALID_POLICY_EXTENSION',
  'no explicit policy': 'NO_EXPLICIT_POLICY',
  'key usage does not include certificate signing': 'KEYUSAGE_NO_CERTSIGN',
  'key usage does not include digital signature': 'KEYUSAGE_NO_DIGITAL_SIGNATURE',
  'authority and subject key identifier mismatch': 'AKID_SKID_MISMATCH',
  'authority and issuer serial number mismatch': 'AKID_ISSUER_SERIAL_MISMATCH',
  'subject issuer mismatch': 'SUBJECT_ISSUER_MISMATCH',
  'invalid non-CA certificate (has CA markings)': 'INVALID_NON_CA',
  'proxy certificates not allowed, please set the appropriate flag':
    'PROXY_CERTIFICATES_NOT_ALLOWED',
  'Certificate public key has explicit ECC parameters': 'EC_KEY_EXPLICIT_PARAMS',
  'subject signature algorithm and issuer public key algorithm mismatch':
    'SIGNATURE_ALGORITHM_MISMATCH',
  'cert info signature and signature algorithm mismatch': 'SIGNATURE_ALGORITHM_INCONSISTENCY',
  'Cannot find certificate signature algorithm': 'UNSUPPORTED_SIGNATURE_ALGORITHM',
  'path loop': 'PATH_LOOP',
  'hostname mismatch': 'HOSTNAME_MISMATCH',
}
