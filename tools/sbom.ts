import { execFileSync } from 'node:child_process'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')

/** What is used here of a document of CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json). */
interface Bom {
  readonly components: readonly { readonly 'bom-ref': string }[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
  readonly metadata: Readonly<Record<string, unknown>>
}

/**
 * The bill of materials of a bundle: of what npm says of the lock, the packages that are inside, `name@version` each.
 * Without serial number and time, so that the same sources give the same bytes.
 */
export function sbomOf(inside: readonly string[]): string {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
  const limits = { maxBuffer: 64 * 2 ** 20, encoding: 'utf8' } as const
  const all: Bom & { readonly serialNumber: string } = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, ...limits }),
  )
  const { serialNumber: _, metadata, ...rest } = all
  const { timestamp: __, ...lasting } = metadata
  const isInside = (ref: string) => inside.includes(ref)
  const missing = inside.filter((ref) => !all.components.some((one) => one['bom-ref'] === ref))
  if (missing.length > 0)
    throw new Error(`package-lock.json does not have ${missing.join(', ')}: npm ci`)
  const kept = {
    ...rest,
    metadata: lasting,
    components: all.components.filter((one) => isInside(one['bom-ref'])),
    dependencies: all.dependencies
      .filter(({ ref }) => isInside(ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter(isInside) })),
  }
  return `${JSON.stringify(kept, null, 2)}\n`
}
