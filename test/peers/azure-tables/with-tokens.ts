import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import { TENANT } from '../../identity/entra.ts'
import { ACCOUNT, startAzurite } from '../azurite.ts'

/** Azurite over https, which asks for a token. */
export interface Service extends AsyncDisposable {
  readonly endpoint: string
  readonly ca: string
}

export async function azuriteWithTokens(): Promise<Service> {
  const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-azurite-'))
  const root = await mintRoot()
  const leaf = await mintLeaf(root, { names: ['127.0.0.1'] })
  const [cert, key] = [path.join(dir, 'cert.pem'), path.join(dir, 'key.pem')]
  writeFileSync(cert, leaf.chain)
  writeFileSync(key, leaf.key)
  const azurite = await startAzurite(['--oauth', 'basic', '--cert', cert, '--key', key])
  return {
    endpoint: `https://127.0.0.1:${azurite.port}/${ACCOUNT}`,
    ca: root.pem,
    async [Symbol.asyncDispose]() {
      await azurite[Symbol.asyncDispose]()
      rmSync(dir, { recursive: true })
    },
  }
}

/** A token as Entra makes them for the audience, unsigned: Azurite looks at the claims alone. */
export function tokenFor(audience: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    aud: audience,
    iss: `https://sts.windows.net/${TENANT}/`,
    iat: now,
    nbf: now,
    exp: now + 3600,
  }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.x`
}
