import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PROXY_ADDRESS, PROXY_PORTS } from '../network/topology.ts'
import { runInside, type Session } from '../session.ts'
import type { World } from '../world/load.ts'
import { untilListening } from './listening.ts'

/** What the denying port lets through all the same, as a proxy with an allow-list does. */
const ALLOWED = ['.azurecr.io', '.microsoft.io', 'good.shop.example']
/** What the open ports that leave something out deny. */
const DENIED = {
  withoutOne: ['packages.microsoft.com'],
  withoutSome: [
    ...['.his.arc.azure.com', 'management.azure.com', 'login.microsoftonline.com'],
    ...['download.microsoft.com', '.guestconfiguration.azure.com'],
  ],
  withoutSuffix: ['.guestconfiguration.azure.com'],
}
/** The credentials of the port that asks for some: lab and open-sesame. The hash is that of crypt(3), SHA-256. */
const PASSWORDS = 'lab:$5$perimeterlab$oe7.FhlA5XBWvz4ijsycESHk/7Nf2Ov3hwWsU2WXbiD\n'

/** One squid on three ports: open to all, asking for credentials, and denying what is not on a list. */
export async function startSquid(session: Session, world: World): Promise<void> {
  const folder = path.join(session.folder, 'squid')
  mkdirSync(folder)
  // Squid leaves root for an own user and writes its logs as that.
  chmodSync(folder, 0o777)
  writeFileSync(path.join(folder, 'passwords'), PASSWORDS)
  writePages(path.join(folder, 'pages'))
  const file = path.join(folder, 'squid.conf')
  writeFileSync(file, configuration(folder, world.resolverAddresses.get('azure') ?? ''))
  await runInside(session, 'proxy', ['squid', '-f', file])
  // Squid detaches before it listens.
  for (const port of Object.values(PROXY_PORTS)) await untilListening(session, 'proxy', port)
}

/** Error pages with the marks that every page of squid has, and without its stylesheet: they are kept in reports. */
function writePages(folder: string): void {
  mkdirSync(folder)
  const page = `<html><head><title>ERROR</title></head><body id="%c">
<p>The proxy could not or would not get <a href="%U">%U</a></p>
<p>Generated %T by %h (%s)</p></body></html>
`
  for (const name of PAGES) writeFileSync(path.join(folder, name), page)
}

const PAGES = [
  'ERR_ACCESS_DENIED',
  'ERR_CACHE_ACCESS_DENIED',
  'ERR_CANNOT_FORWARD',
  'ERR_CONNECT_FAIL',
  'ERR_DNS_FAIL',
]

function configuration(folder: string, resolver: string): string {
  const ports = Object.entries(PROXY_PORTS).map(
    ([name, port]) => `http_port ${PROXY_ADDRESS}:${port} name=${name}`,
  )
  return `
${ports.join('\n')}
pid_filename ${folder}/pid
access_log stdio:${folder}/access.log
cache_log ${folder}/cache.log
coredump_dir ${folder}
cache deny all
cache_mem 8 MB
visible_hostname proxy.contoso.example
dns_nameservers ${resolver}
positive_dns_ttl 1 second
negative_dns_ttl 1 second
hosts_file none
error_directory ${folder}/pages
connect_timeout 1 second
connect_retries 0
forward_max_tries 1
shutdown_lifetime 0 seconds
auth_param basic program /usr/lib/squid/basic_ncsa_auth ${folder}/passwords
auth_param basic realm Contoso proxy
auth_param basic children 2 startup=1
acl at_auth myportname auth
acl at_denying myportname denying
acl users proxy_auth REQUIRED
acl allowed dstdomain ${ALLOWED.join(' ')}
${Object.entries(DENIED)
  .map(
    ([name, names]) => `acl at_${name} myportname ${name}
acl denied_${name} dstdomain ${names.join(' ')}
http_access deny at_${name} denied_${name}`,
  )
  .join('\n')}
acl at_closed myportname closed
http_access deny at_closed
http_access deny at_denying !allowed
http_access deny at_auth !users
http_access allow all
`
}
