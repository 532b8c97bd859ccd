import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runInside, type Session } from '../session.ts'
import { INTERNET_ZONES, type World } from '../world/load.ts'

/**
 * One BIND for all resolvers that answer from zones or refuse: a view for each, chosen by the address asked. In all
 * of them the root zone is the pretend internet, so that BIND follows aliases between the zones and asks nobody.
 */
export async function startBind(session: Session, world: World): Promise<void> {
  const folder = path.join(session.folder, 'bind')
  mkdirSync(folder)
  writeFileSync(
    path.join(folder, ROOT),
    INTERNET_ZONES.map((zone) => `$INCLUDE "${zone}"\n`).join(''),
  )
  const views = [...world.resolvers].flatMap(([name, what]) => {
    const address = world.resolverAddresses.get(name) ?? ''
    if ('zones' in what) return [{ address, text: view(folder, name, address, what.zones) }]
    if ('behaves' in what && what.behaves === 'refuses') {
      return [{ address, text: refusing(name, address) }]
    }
    return []
  })
  const file = path.join(folder, 'named.conf')
  writeFileSync(file, configuration(folder, views))
  await runInside(session, 'dns', ['named', '-4', '-n', '1', '-c', file, '-L', `${folder}/log`])
}

const ROOT = 'root.zone'

function configuration(
  folder: string,
  views: readonly { address: string; text: string }[],
): string {
  return `
options {
  directory "${folder}";
  pid-file "${folder}/pid";
  session-keyfile "${folder}/session.key";
  listen-on { ${views.map((v) => `${v.address};`).join(' ')} };
  allow-query { any; };
  recursion yes;
  allow-recursion { any; };
  dnssec-validation no;
  empty-zones-enable no;
  notify no;
  minimal-responses no-auth;
};
controls { };
${views.map((v) => v.text).join('\n')}
`
}

function view(
  folder: string,
  name: string,
  address: string,
  zones: Readonly<Record<string, readonly string[]>>,
): string {
  const files = Object.entries(zones).map(([zone, records]) => {
    const file = path.join(folder, `${safe(name)}-${zone}.zone`)
    writeFileSync(file, [soaOf(zone), ...records, ''].join('\n'))
    return `  zone "${zone}" { type primary; file "${file}"; };`
  })
  return `
view "${safe(name)}" {
  match-destinations { ${address}; };
  zone "." { type primary; file "${folder}/${ROOT}"; };
${files.join('\n')}
};`
}

function refusing(name: string, address: string): string {
  return `view "${safe(name)}" { match-destinations { ${address}; }; allow-query { none; }; recursion no; };`
}

/** The SOA that a private zone of the cloud has: Azure’s or Cloud DNS’s, as their answers show it. */
function soaOf(zone: string): string {
  const [server, contact, minimum] = GOOGLE.test(zone)
    ? ['ns-gcp-private.googledomains.com.', 'cloud-dns-hostmaster.google.com.', 300]
    : ['azureprivatedns.net.', 'azureprivatedns-host.microsoft.com.', 10]
  return `$TTL 300\n@ 3600 IN SOA ${server} ${contact} 1 3600 300 2419200 ${minimum}\n@ IN NS ${server}`
}

const GOOGLE =
  /(^|\.)(google|googleapis|gcr|pkg|run|cloudfunctions|gstatic|pki)\.(com|io|dev|app|net|goog)$/

function safe(name: string): string {
  return name.replaceAll(/[^a-z0-9-]/g, '_')
}
