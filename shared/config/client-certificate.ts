import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Complaint } from '../document/problem.ts'
import { problemAt } from '../document/problem.ts'
import type { ClientCertificate } from '../model/target.ts'
import type { Planning } from './planning.ts'
import { readRoots } from './roots.ts'
import type { TargetEntry } from './schema.ts'

/** Reads certificate and key of a target, and gathers what is wrong with them. Null: none is wanted, or it is of no use. */
export function clientCertificateOf(
  planning: Planning,
  { clientCertificate: given, origin }: Pick<TargetEntry, 'clientCertificate' | 'origin'>,
): ClientCertificate | null {
  if (given === undefined) return null
  const refuse = (part: 'certificate' | 'key', file: string, { message, remedy }: Complaint) => {
    const path = ['clientCertificate', part]
    const told = `The file ${origin.quote(path, file)} ${message}`
    planning.problems.push(problemAt(origin, path, told, remedy))
    return null
  }
  const read = readRoots(given.certificate, planning.readFile)
  if (read.complaint !== null) return refuse('certificate', given.certificate, read.complaint)
  const keyFile = given.key ?? given.certificate
  const at = given.key === undefined ? 'certificate' : 'key'
  const key = readKey(keyFile, planning.readFile, given.passphrase)
  if (!('type' in key)) return refuse(at, keyFile, key)
  const [leaf = ''] = read.certificates
  if (!new X509Certificate(leaf).checkPrivateKey(key)) {
    const remedy = 'Name the key that the certificate was asked for with; the leaf comes first'
    return refuse(at, keyFile, { message: 'holds the key of another certificate', remedy })
  }
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { certificate: read.certificates.join('\n'), key: pem }
}

function readKey(
  file: string,
  readFile: (path: string) => string,
  secret: string | undefined,
): KeyObject | Complaint {
  let pem: string
  try {
    pem = readFile(file)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'no such file'
    const remedy = 'Check the path, which is relative to the folder of the configuration'
    return { message: `cannot be read: ${why}`, remedy }
  }
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    const remedy = 'Name a PEM file with a PRIVATE KEY block under key'
    return { message: 'holds no private key', remedy }
  }
  try {
    return createPrivateKey({ key: pem, ...(secret !== undefined && { passphrase: secret }) })
  } catch {
    const remedy =
      secret === undefined
        ? 'An encrypted key needs passphrase: "${NAME}"'
        : 'Check passphrase, or export the key again'
    return { message: 'holds a private key that cannot be opened', remedy }
  }
}
