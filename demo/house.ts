import type { Translation } from './network.ts'
import { blackhole } from './servers/blackhole.ts'
import { dnsServer } from './servers/dns-server.ts'
import type { ZoneRow } from './servers/dns-zone.ts'
import { httpServer, type Respond, respond } from './servers/http-server.ts'
import { EXPIRED, type Identity, mintIntermediate, mintLeaf, mintRoot } from './servers/mint.ts'
import { closedPort, type TestServer } from './servers/tcp-server.ts'
import { cutAfterHello, tlsServer } from './servers/tls-server.ts'

/** The pretend network while it stands. */
export interface House extends AsyncDisposable {
  /** Its resolver, IP:port. */
  readonly resolver: string
  readonly translation: Translation
  /** Drops everything. */
  readonly nowhere: TestServer
  /** The root that its public certificates come from, PEM. */
  readonly root: string
}

/** Names of the pretend network. crcontoso has an alias into a zone that is linked, and no record there. */
const ZONE: readonly ZoneRow[] = [
  ...privately('stcontosoapp', 'blob.core.windows.net', 'blob.core.windows.net', '10.20.1.4'),
  ...privately('kv-contoso', 'vault.azure.net', 'vaultcore.azure.net', '20.60.10.10'),
  ['crcontoso.azurecr.io', 'CNAME', 'crcontoso.privatelink.azurecr.io'],
  ...privately('orders', 'postgres.database.azure.com', 'postgres.database.azure.com', '10.20.1.9'),
  ['func-contoso.scm.azurewebsites.net', 'A', '20.60.10.20'],
  ['billing.contoso.com', 'A', '10.30.0.5'],
  ['partner.contoso.com', 'A', '10.30.0.6'],
  ['legacy.contoso.com', 'A', '10.30.0.7'],
  ['pypi.org', 'A', '151.101.0.223'],
  ['files.pythonhosted.org', 'A', '151.101.0.224'],
  ...[8, 9, 10, 11].map((last): ZoneRow => ['private.googleapis.com', 'A', `199.36.153.${last}`]),
  ['storage.googleapis.com', 'CNAME', 'private.googleapis.com'],
  ['crl3.digicert.com', 'A', '93.184.216.40'],
  ['egress.contoso.com', 'A', '20.60.10.30'],
  ['www.example.org', 'A', '93.184.216.34'],
  ['www.example.com', 'A', '93.184.216.35'],
]

function privately(label: string, suffix: string, zone: string, address: string): ZoneRow[] {
  const alias = `${label}.privatelink.${zone}`
  return [
    [`${label}.${suffix}`, 'CNAME', alias],
    [alias, 'A', address],
  ]
}

const REFUSED_BY_VAULT = JSON.stringify({
  error: {
    code: 'Forbidden',
    message:
      'Public network access is disabled and request is not from a trusted service nor via an approved private link.',
    innererror: { code: 'ForbiddenByConnection' },
  },
})
const REFUSED_BY_FIREWALL = 'Action: Deny. Reason: No rule matched. Proceeding with default action.'

/** What services say of themselves on every answer. */
const BY_STORAGE = { headers: { 'x-ms-request-id': '5f1c7c0e-101e-0033-7d2b-61e1f4000000' } }
const BY_PYPI = { body: 'ok', headers: { 'x-pypi-last-serial': '30415926' } }
const BY_GOOGLE = { headers: { server: 'UploadServer' } }

/** Builds the pretend network on loopback; disposing of it closes every server. */
export async function raise(): Promise<House> {
  await using standing = new AsyncDisposableStack()
  const keep = async <T extends AsyncDisposable>(server: Promise<T>) => standing.use(await server)
  const root = await mintRoot('Contoso Demo Public Root')
  const issuer = await mintIntermediate(root, 'Microsoft Azure RSA TLS Issuing CA 03')
  const google = await mintIntermediate(root, 'Google Trust Services WR2')
  const inspector = await mintRoot('Contoso Firewall Inspection CA')
  const signed = (name: string) => mintLeaf(issuer, { names: [name] })
  const inspected = (name: string) => mintLeaf(inspector, { names: [name] })
  const known = new Map<string, TestServer>()

  const serve = async (at: string, identity: Promise<Identity> | undefined, answer: Respond) => {
    known.set(at, await keep(httpServer(answer, await identity)))
  }
  const ok = respond(200, { body: 'ok' })
  await serve('10.20.1.4:443', signed('*.blob.core.windows.net'), respond(400, BY_STORAGE))
  await serve(
    '20.60.10.10:443',
    signed('*.vault.azure.net'),
    respond(403, { body: REFUSED_BY_VAULT }),
  )
  await serve(
    '10.30.0.5:443',
    mintLeaf(issuer, { names: ['billing.contoso.com'], days: EXPIRED }),
    ok,
  )
  await serve('10.30.0.6:443', signed('gateway.fabrikam.com'), ok)
  await serve('151.101.0.223:443', inspected('pypi.org'), respond(200, BY_PYPI))
  await serve('151.101.0.224:443', inspected('files.pythonhosted.org'), respond(200, BY_PYPI))
  const byGoogle = mintLeaf(google, { names: ['*.googleapis.com'] })
  for (const last of [8, 9, 10, 11]) {
    await serve(`199.36.153.${last}:443`, byGoogle, respond(404, BY_GOOGLE))
  }
  await serve('93.184.216.40:80', undefined, respond(470, { body: REFUSED_BY_FIREWALL }))
  await serve('20.60.10.30:443', signed('egress.contoso.com'), respond(200, { body: '20.9.9.9\n' }))
  await serve('93.184.216.35:443', signed('www.example.com'), ok)
  const cut = tlsServer(await signed('*.scm.azurewebsites.net'), { misbehave: cutAfterHello() })
  known.set('20.60.10.20:443', await keep(cut))
  known.set('10.30.0.7:5671', { ...(await closed()), [Symbol.asyncDispose]: async () => undefined })

  const resolver = await keep(
    dnsServer({ zone: ZONE, authority: { 'privatelink.azurecr.io': AZURE } }),
  )
  const nowhere = await keep(blackhole())
  const kept = standing.move()
  return {
    resolver: resolver.text,
    translation: known,
    nowhere,
    root: root.pem,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** The SOA that Azure’s private zones show. */
const AZURE = { mname: 'azureprivatedns.net', rname: 'azureprivatedns-host.microsoft.com' }

async function closed(): Promise<{ address: string; port: number }> {
  return { address: '127.0.0.1', port: await closedPort() }
}
