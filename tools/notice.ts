import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Files in which packages keep their licences. */
const LICENCE = /^(licen[cs]e|notice)(\.(md|txt))?$/i

/** What a distribution must say of the packages in it: name, version, licence and its text, in order of their names. */
export function noticeOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []))
  const notices = [...folders].map(noticeOfPackage).toSorted()
  return `${notices.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/** The packages that modules are from, each `name@version`, in order of their names. */
export function packagesOf(modules: readonly string[]): readonly string[] {
  const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []))
  const refs = [...folders].map((folder) => {
    const { name, version } = manifestOf(folder)
    return `${name}@${version}`
  })
  return [...new Set(refs)].toSorted()
}

/** The folder of the package that a module is from; null: it is our own, or made by the bundler. */
function packageFolder(id: string): string | null {
  const [, folder = null] =
    /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id) ?? []
  return folder
}

function manifestOf(folder: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
}

function noticeOfPackage(folder: string): string {
  const { name, version, license } = manifestOf(folder)
  const texts = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .toSorted()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim())
  return [`${name} ${version} (${license})`, ...texts].join('\n\n').concat('\n')
}
