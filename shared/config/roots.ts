import { X509Certificate } from 'node:crypto'
import type { Complaint } from '../document/problem.ts'

const BEGIN = '-----BEGIN CERTIFICATE-----'
const END = '-----END CERTIFICATE-----'

export type Roots =
  | { readonly certificates: readonly string[]; readonly complaint: null }
  | { readonly certificates: null; readonly complaint: Complaint }

/** The certificates of a PEM file, each checked to be one. What stands between them is ignored, as OpenSSL does. */
export function readRoots(file: string, readFile: (path: string) => string): Roots {
  let text: string
  try {
    text = readFile(file)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return refuse(
      `cannot be read: ${why}`,
      'Check the path, which is relative to the folder of the file that names it',
    )
  }
  const certificates = blocksIn(text)
  if (certificates.length === 0) {
    const remedy =
      'Name a PEM file with -----BEGIN CERTIFICATE----- blocks; convert DER by openssl x509 -inform der'
    return refuse('holds no certificate', remedy)
  }
  const broken = certificates.findIndex((pem) => !isCertificate(pem))
  return broken === -1
    ? { certificates, complaint: null }
    : refuse(
        `is broken: its certificate ${broken + 1} cannot be read`,
        'Export the certificate again',
      )
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

function refuse(message: string, remedy: string): Roots {
  return { certificates: null, complaint: { message, remedy } }
}

/** Each from its beginning to its end; one without an end is there, too, to be refused. */
function blocksIn(text: string): readonly string[] {
  const [, ...begun] = text.split(BEGIN)
  return begun.map((rest) => {
    const end = rest.indexOf(END)
    return `${BEGIN}${end === -1 ? rest : rest.slice(0, end + END.length)}`
  })
}
