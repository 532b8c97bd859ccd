import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The rooms of shared/, from the ground up: each imports only what stands before it. */
export const STACK: readonly string[] = [
  ...['address', 'failure', 'zone', 'document', 'model', 'target', 'finding', 'ports'],
  ...['causes', 'cloud-network', 'catalog', 'error-text', 'judge', 'config'],
  ...[
    'traffic-log',
    'inventory',
    'report',
    'recipes',
    'view',
    'alerts',
    'notify',
    'sweep',
    'agent',
    'web',
  ],
]

/** What each folder may import besides itself. A shell never imports a shell. */
const SHELL = ['shared', 'probes', 'identity', 'stores', 'runtime', 'tools']
export const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  probes: ['shared'],
  identity: ['shared'],
  stores: ['shared', 'identity'],
  runtime: ['shared', 'probes', 'identity', 'stores'],
  tools: [],
  azure: SHELL,
  gcp: SHELL,
  demo: ['shared', 'probes'],
  cli: [...SHELL, 'demo'],
}

/** Rooms that measuring must not reach, directly or through any other file. */
const CLOSED_TO_PROBES = STACK.slice(STACK.indexOf('causes'))

/** The source files of the product, by path from the root of the repository. */
export function sources(): ReadonlyMap<string, string> {
  const files = globSync(Object.keys(FOLDERS).map((folder) => `${folder}/**/*.ts`))
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
}

/** Every way to name a module: imports and re-exports, for types too, and import() in code or in a type. */
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']+)'/g

function importsOf(file: string, text: string): readonly string[] {
  return [...text.matchAll(SPECIFIER)].map((m) => path.join(path.dirname(file), m[1] ?? ''))
}

const folderOf = (file: string) => file.split('/')[0] ?? ''
const roomOf = (file: string) => (file.startsWith('shared/') ? (file.split('/')[1] ?? '') : null)

/** The imports that point upward or sideways, each a sentence. */
export function violations(files: ReadonlyMap<string, string>): readonly string[] {
  const graph = new Map([...files].map(([file, text]) => [file, importsOf(file, text)]))
  const wrong = [...graph].flatMap(([file, imports]) =>
    imports.flatMap((to) => wrongImport(file, to) ?? []),
  )
  return [...wrong, ...backDoors(graph), ...circles(graph)]
}

function wrongImport(file: string, to: string): string | null {
  const [from, into] = [folderOf(file), folderOf(to)]
  if (from !== into) {
    return FOLDERS[from]?.includes(into)
      ? null
      : `${file} imports ${to}: ${from}/ may not import ${into}/`
  }
  const [room, other] = [roomOf(file), roomOf(to)]
  if (room === null || other === null || room === other) return null
  const [at, below] = [STACK.indexOf(room), STACK.indexOf(other)]
  if (at < 0) return `${file}: ${room} is no room of the stack`
  return below >= 0 && below < at
    ? null
    : `${file} imports ${to}: ${other} does not stand below ${room}`
}

/** What a file of probes/ reaches through any number of other files. */
function backDoors(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const probes = [...graph.keys()].filter((file) => file.startsWith('probes/'))
  const reached = new Set(probes)
  for (const file of reached) for (const to of graph.get(file) ?? []) reached.add(to)
  return [...reached].flatMap((file) => {
    const room = roomOf(file) ?? ''
    return CLOSED_TO_PROBES.includes(room) ? [`probes/ reaches ${file}: it knows no ${room}`] : []
  })
}

/** The files that lead back to themselves, types too: none of them can be read, or moved, without the others. */
function circles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...graph.keys()].flatMap((file) => {
    const reached = new Set(graph.get(file))
    for (const one of reached) for (const to of graph.get(one) ?? []) reached.add(to)
    return reached.has(file) ? [`${file} imports itself through others`] : []
  })
}
