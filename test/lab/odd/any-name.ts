import { readFileSync } from 'node:fs'
import { createSecureContext, type SecureContext, type TlsOptions } from 'node:tls'
import { type Minted, mintLeaf, openMinted } from '../pki/mint.ts'

/** An SNICallback that has a certificate for whatever name is asked: each is issued once, by the CA in the files. */
export async function anyName(authority: {
  readonly chainFile: string
  readonly keyFile: string
}): Promise<NonNullable<TlsOptions['SNICallback']>> {
  const issuer = await openMinted(
    readFileSync(authority.chainFile, 'utf8'),
    readFileSync(authority.keyFile, 'utf8'),
  )
  const contexts = new Map<string, Promise<SecureContext>>()
  return (name, done) => {
    const made = contexts.get(name) ?? contextFor(issuer, name)
    contexts.set(name, made)
    void made.then((context) => done(null, context), done)
  }
}

async function contextFor(issuer: Minted, name: string): Promise<SecureContext> {
  const leaf = await mintLeaf({ names: [name], issuer })
  return createSecureContext({ cert: leaf.chain, key: leaf.keyPem })
}
