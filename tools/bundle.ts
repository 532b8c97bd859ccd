import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type OutputChunk, rolldown } from 'rolldown'
import { ascii } from './ascii.ts'
import { gathered } from './gathered.ts'
import { noticeOf, packagesOf } from './notice.ts'
import { oneFile, type Part } from './one-file.ts'
import { sbomOf } from './sbom.ts'

/** The root of the project: what is named in a bundle counts from it, wherever the build is started. */
const ROOT = path.resolve(import.meta.dirname, '..')

/** What stands in place of modules: less of them is loaded. */
const ALIASES = {
  undici$: path.join(import.meta.dirname, 'undici.js'),
  './client-h2.js$': path.join(import.meta.dirname, 'undici-http2.cjs'),
  // The same sources as ES modules, of which a bundle takes what is used. The package gives Node the CommonJS ones.
  yaml$: path.join(ROOT, 'node_modules/yaml/browser/dist/index.js'),
}

/** Without undici’s second, experimental HTTP parser, as Node itself has it: 190 kB that nothing here switches on. */
const AS_NODE_BUILDS_UNDICI = { esbuildDetection: 'true' }

interface SingleFile {
  readonly file: string
  /** What the file begins with. */
  readonly head: string
}

export interface BundleOptions {
  /** The file that the platform loads, relative to the project. It becomes `index.js`; or several, by the names that they get. */
  readonly entry: string | Readonly<Record<string, string>>
  /** Emptied first. */
  readonly outDir: string
  /** Packages that the platform or an install brings, besides Node’s own modules. */
  readonly external: readonly string[]
  /** Late parts that the first answer needs: they are one file with what they need (gathered.ts). */
  readonly first?: readonly string[]
  /** All in one CommonJS file (one-file.ts), and beside it its bill of materials, sbom.cdx.json. */
  readonly single?: SingleFile
  /** What stands in place of names that the sources leave open. */
  readonly define?: Readonly<Record<string, string>>
  /** Text before everything else in each file. */
  readonly banner?: string
}

/** One file of a bundle. */
export interface BundleFile {
  /** Relative to `outDir`. */
  readonly name: string
  readonly bytes: number
  /** Whether loading the entry loads it, too; false: it waits for its import(). */
  readonly atStart: boolean
}

/**
 * Bundles a shell into ES modules: one of the entry, and one for each part that is imported late. Names are not
 * shortened and lines stay, so that a stack trace can be read without a map. NOTICE has the licences of what is inside.
 * The same sources give the same bytes.
 */
export async function bundle(options: BundleOptions): Promise<readonly BundleFile[]> {
  const { entry, outDir, external, banner, single, define, first = [] } = options
  const input = inputOf(entry)
  const late = first.map((file) => path.resolve(ROOT, file))
  const { plugin, group } = gathered('first', late, Object.values(input))
  const bundling = await rolldown({
    cwd: ROOT,
    input,
    platform: 'node',
    plugins: [plugin],
    // What the entry exports for those parts comes on top of its own: of a platform’s entry nobody imports it.
    ...(late.length > 0 && { preserveEntrySignatures: 'allow-extension' as const }),
    resolve: { alias: ALIASES },
    external: external.map((name) => new RegExp(`^${RegExp.escape(name)}(/|$)`)),
    logLevel: 'warn',
    transform: { define: { ...AS_NODE_BUILDS_UNDICI, ...define } },
  })
  const { output } = await bundling.generate({
    format: single === undefined ? 'esm' : 'cjs',
    ...{ entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    comments: false,
    minify: 'dce-only',
    ...(late.length > 0 && { codeSplitting: { groups: [group] } }),
    ...(banner !== undefined && { banner }),
  })
  await bundling.close()
  const chunks = output.filter((part) => part.type === 'chunk')
  const parts = chunks.map((chunk) => ({ name: chunk.fileName, code: ascii(chunk.code) }))
  rmSync(outDir, { recursive: true, force: true })
  const written = single === undefined ? parts : [packed(single, parts)]
  for (const { name, code } of written) write(path.join(outDir, name), code)
  const notice = noticeOf(chunks.flatMap((chunk) => chunk.moduleIds))
  write(path.join(outDir, 'NOTICE'), notice)
  const inside = packagesOf(chunks.flatMap((chunk) => chunk.moduleIds))
  if (single !== undefined) write(path.join(outDir, 'sbom.cdx.json'), sbomOf(inside))
  const early = loadedAtStart(chunks)
  const files = parts.map(({ name, code }) => ({
    name,
    bytes: Buffer.byteLength(code),
    atStart: early.has(name),
  }))
  return [...files, { name: 'NOTICE', bytes: Buffer.byteLength(notice), atStart: false }]
}

function packed({ file, head }: SingleFile, parts: readonly Part[]): Part {
  return { name: file, code: oneFile(head, parts, 'index.js') }
}

function inputOf(entry: BundleOptions['entry']): Record<string, string> {
  const entries = typeof entry === 'string' ? { index: entry } : entry
  return Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.resolve(ROOT, file)]),
  )
}

/** The entry, and what its import statements lead to. */
function loadedAtStart(chunks: readonly OutputChunk[]): ReadonlySet<string> {
  const found = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName))
  // A set gives what is added to it during the walk, too.
  for (const name of found) {
    const { imports = [] } = chunks.find((chunk) => chunk.fileName === name) ?? {}
    for (const further of imports) found.add(further)
  }
  return new Set([...found].filter((name) => chunks.some((chunk) => chunk.fileName === name)))
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}
