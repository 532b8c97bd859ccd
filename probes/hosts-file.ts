import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import net from 'node:net'

/** No more than this is read: block lists reach a few MB, and what counts stands at the top. */
const MAX_BYTES = 4 * 1024 * 1024

type Hosts = ReadonlyMap<string, readonly string[]>

/** The hosts file of the system (hosts(5)): read when first asked, and again only when it has changed. */
export class HostsFile {
  readonly #path: string
  #version = ''
  #hosts: Hosts = new Map()

  constructor(path: string) {
    this.#path = path
  }

  /** Addresses of a name, in the order of the file; null when it has none for it, or cannot be read. */
  addresses(name: string): readonly string[] | null {
    try {
      const { mtimeMs, size, ino } = statSync(this.#path)
      const version = `${mtimeMs} ${size} ${ino}`
      if (version !== this.#version) {
        this.#hosts = parseHosts(head(this.#path))
        this.#version = version
      }
      return this.#hosts.get(bare(name)) ?? null
    } catch {
      return null // absent or forbidden: for getaddrinfo too it is as if it were empty
    }
  }
}

function head(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(Math.min(fstatSync(file).size, MAX_BYTES))
    return bytes.toString('utf8', 0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}

/** Reads the lines `address name...`; comments, and lines that begin with no address, are ignored. */
export function parseHosts(text: string): Hosts {
  const hosts = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    if (net.isIP(address) === 0) continue
    for (const name of new Set(names.map(bare))) {
      const list = hosts.get(name) ?? []
      if (!list.includes(address)) list.push(address)
      hosts.set(name, list)
    }
  }
  return hosts
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}
