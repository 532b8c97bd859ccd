import { quoted } from '../../document/shell-word.ts'

/**
 * A command to paste, as a sentence holds it: the words of the program, then its flags; a flag without a value stands
 * alone, one of several values has them behind each other.
 */
export function command(
  program: string,
  flags: Readonly<Record<string, string | readonly string[]>>,
): string {
  const words = Object.entries(flags).flatMap(([flag, value]) => [
    `--${flag}`,
    ...[value].flat().filter(Boolean).map(quoted),
  ])
  return `\`${[program, ...words].join(' ')}\``
}

/** A name that clouds take for a rule. */
export function slug(host: string): string {
  const plain = host
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain.slice(0, 50)
}

/** The resource group in a resource id. */
export function groupOf(id: string): string {
  return /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? 'RESOURCE_GROUP'
}

/** The project in a path of Google Cloud. */
export function projectOf(id: string): string {
  return /^projects\/([^/]+)/.exec(id)?.[1] ?? 'PROJECT'
}

/** The region in a path of Google Cloud. */
export function regionOf(id: string): string {
  return /regions\/([\w-]+)\//.exec(id)?.[1] ?? 'REGION'
}

/** Leads what an app sends to public addresses into its network, too. */
export function leadIn(id: string): string {
  const set = 'properties.outboundVnetRouting.applicationTraffic=true'
  return command('az resource update', { ids: id, set })
}
