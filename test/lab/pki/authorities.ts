import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Endpoint } from '../world/schema.ts'
import { criticalExtension, type Minted, mintAuthority, mintLeaf, mintRoot } from './mint.ts'

/** Names of the issuing CAs that servers have in the world outside; the lab’s are signed by a root of its own. */
const ISSUERS = {
  microsoft: 'CN=Microsoft Azure RSA TLS Issuing CA 03, O=Microsoft Corporation, C=US',
  google: 'CN=WR2, O=Google Trust Services, C=US',
  digicert: 'CN=DigiCert Global G3 TLS ECC SHA384 2020 CA1, O=DigiCert Inc, C=US',
} as const

/** The certificates of a session. */
export interface Authorities {
  /** PEM file of the root that the probe is told to trust. */
  readonly rootFile: string
  /**
   * The inspecting firewall’s issuing CA, with its key, and the root above: PEM files. The probe knows neither, unless
   * its configuration names the root.
   */
  readonly inspector: {
    readonly chainFile: string
    readonly keyFile: string
    readonly rootFile: string
  }
  /** PEM files of client certificates with their keys in them, by what is wrong with them. */
  readonly clients: Readonly<Record<ClientKind, string>>
  /** PEM files of an issuing CA and its key. */
  issuer(name: Endpoint['issuer']): { chainFile: string; keyFile: string }
  /** Makes the certificate of an endpoint; returns PEM files. */
  issue(name: string, endpoint: Endpoint): Promise<{ chainFile: string; keyFile: string }>
}

export type ClientKind = 'good' | 'expired' | 'ends-soon' | 'foreign'

/** Makes both hierarchies, below `folder`. */
export async function makeAuthorities(folder: string): Promise<Authorities> {
  mkdirSync(folder)
  const root = await mintRoot('CN=Perimeter Lab Public Root, O=Perimeter Lab')
  const firewallRoot = await mintRoot('CN=Contoso Root CA, O=Contoso Ltd')
  const inspector = await mintAuthority(
    'CN=Contoso TLS Inspection CA 01, O=Contoso Ltd',
    firewallRoot,
  )
  const issuers = {
    microsoft: await mintAuthority(ISSUERS.microsoft, root),
    google: await mintAuthority(ISSUERS.google, root),
    digicert: await mintAuthority(ISSUERS.digicert, root),
  }
  const ends = { from: -365, to: 10 }
  const endsSoon = await mintAuthority('CN=Shop Issuing CA 1, O=Shop', root, ends)
  const ended = { from: -365, to: -30 }
  const crossSign = await mintAuthority(root.certificate.subject, firewallRoot, ended)
  return {
    rootFile: write(folder, 'root.pem', root.pem),
    inspector: {
      ...store(folder, 'inspector', inspector.chain, inspector.keyPem),
      rootFile: write(folder, 'inspector-root.pem', firewallRoot.pem),
    },
    clients: await clientFiles(folder, root, firewallRoot),
    issuer: (name) => store(folder, `issuer-${name}`, issuers[name].chain, issuers[name].keyPem),
    issue: async (name, endpoint) => {
      const soon = endpoint.certificate === 'authority-ends-soon'
      const leaf = await leafOf(endpoint, soon ? endsSoon : issuers[endpoint.issuer])
      const whole =
        endpoint.certificate === 'old-cross-sign' ? leaf.chain + crossSign.pem : leaf.chain
      const chain = endpoint.certificate === 'leaf-only' ? leaf.pem : whole
      return store(folder, name, chain, leaf.keyPem)
    },
  }
}

/** Client certificates right below a root: nginx goes one step up by default. */
async function clientFiles(folder: string, root: Minted, foreign: Minted) {
  const make = async (kind: ClientKind, issuer: Minted, to: number) => {
    const made = await mintLeaf({ names: ['probe.lab'], issuer, from: -90, to, purpose: 'client' })
    return write(folder, `client-${kind}.pem`, made.pem + made.keyPem)
  }
  return {
    good: await make('good', root, 180),
    expired: await make('expired', root, -3),
    'ends-soon': await make('ends-soon', root, 5),
    foreign: await make('foreign', foreign, 180),
  }
}

/** By what is wrong with the certificate: its validity in days from now, and what else sets it apart. */
const MANNERS = {
  good: {},
  'leaf-only': {},
  'self-signed': {},
  expired: { from: -90, to: -3 },
  future: { from: 20, to: 110 },
  soon: { from: -80, to: 5 },
  'for-clients': { purpose: 'client' },
  'no-names': { unnamed: true },
  'critical-extension': { extensions: [criticalExtension()] },
  'authority-ends-soon': {},
  'old-cross-sign': {},
} as const

function leafOf(endpoint: Endpoint, issuer: Minted): Promise<Minted> {
  return mintLeaf({
    names: endpoint.names,
    issuer: endpoint.certificate === 'self-signed' ? null : issuer,
    ...MANNERS[endpoint.certificate],
  })
}

function store(folder: string, name: string, chain: string, key: string) {
  return {
    chainFile: write(folder, `${name}.pem`, chain),
    keyFile: write(folder, `${name}.key`, key),
  }
}

function write(folder: string, name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}
