import type { SignTable } from './sign.ts'

const SMB =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/files/connectivity/files-troubleshoot-smb-connectivity'
const LINUX =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/files-troubleshoot-linux-smb'
const NFS =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/files-troubleshoot-linux-nfs'

/** Mounts of file shares: the errno stands in brackets. */
// biome-ignore format: one sign a line
export const SHARES: SignTable = {
  family: 'file shares',
  source: SMB,
  signs: [
    { test: /\bmount error\((?:110|112)\)/i, shows: 'connect timeout', port: 445, weight: 5, source: LINUX },
    { test: /\bmount error\(115\)/i, shows: 'not connected', port: 445, weight: 4, misleads: 'Nothing is in progress: port 445 is not reached, or the machine’s kernel cannot encrypt SMB 3', source: LINUX },
    { test: /\bmount error\(111\)/i, shows: 'refused', port: 445, weight: 5, source: LINUX },
    { test: /\bmount error\((?:113|101)\)/i, shows: 'unreachable', port: 445, weight: 5, source: LINUX },
    { test: /\bmount\.nfs4?: (?:Connection timed out|mount system call failed for[^\n]{0,120}timed out)/i, shows: 'connect timeout', port: 2049, weight: 5, source: NFS },
    { test: /\bmount\.nfs4?: Connection refused/i, shows: 'refused', port: 2049, weight: 5, source: NFS },
    { test: /\bmount\.nfs4?: (?:No route to host|Network is unreachable)/i, shows: 'unreachable', port: 2049, weight: 5, source: NFS },
    { test: /\bmount\.nfs4?: Failed to resolve server\b/i, shows: 'name not resolved', port: 2049, weight: 5, source: NFS },
    { test: /\bmount error\(13\)/i, shows: 'denied, by rules or rights', port: 445, misleads: 'The key need not be wrong: the account refuses so, too, when its network rules do not let the caller in, or encryption is off', source: LINUX },
    { test: /\baccess denied by server while mounting\b/i, shows: 'denied, by rules or rights', port: 2049, misleads: 'No export is missing: an NFS share of Azure Files lets only networks in that its rules name', source: NFS },
    { test: /\bmount error: could not resolve address\b/i, shows: 'name not resolved', port: 445, weight: 5, source: LINUX },
    { test: /\bsystem error 53\b|\bnetwork path was not found\b(?!\W{1,6}[CD]:\\{1,4}home\\)|\b0x80070035\b/i, shows: 'not connected', port: 445, weight: 3, misleads: 'The path of the share is not at fault: name or port 445 is not reached' },
    { test: /\bsystem error 67\b|\bnetwork name cannot be found\b|\b0x80070043\b|\bsystem error 1231\b/i, shows: 'name not resolved', port: 445, weight: 3 },
    { test: /\bsystem error 5\b[^\n]{0,60}Access is denied/i, shows: 'denied, by rules or rights', port: 445, misleads: 'No right on the share need be missing: the account refuses so, too, when its network rules do not let the caller in' },
    { test: /\bsystem error 64\b|\bspecified network name is no longer available\b/i, shows: 'connection ended', port: 445, source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-' },
  ],
}
