import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchName, TLS_PORT, ZONE } from './names.ts'

/** Where things are in the rig's folder. */
export const FILES = {
  root: 'ca.crt',
  chain: 'chain.pem',
  key: 'leaf.key',
  zone: 'zone',
  named: 'named.conf',
  nginx: 'nginx.conf',
  blackbox: 'blackbox.yml',
  resolv: 'resolv.conf',
} as const

/** Writes everything that the servers of the rig read. */
export function writeRig(folder: string, names: readonly BenchName[]): void {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  mkdirSync(join(folder, 'tmp'))
  mintChain(folder)
  write(FILES.zone, zone(names))
  write(FILES.named, named(folder))
  write(FILES.nginx, nginx(folder))
  write(FILES.blackbox, blackbox(folder))
  write(FILES.resolv, 'nameserver 127.0.0.1\noptions timeout:2 attempts:2\n')
}

/** What public services present as a rule: an RSA 2048 leaf under an intermediate, and a root kept apart. */
function mintChain(folder: string): void {
  const openssl = (line: string, ...more: readonly string[]) =>
    execFileSync('openssl', [...line.split(' '), ...more], { cwd: folder, stdio: 'pipe' })
  const ca = 'basicConstraints=critical,CA:TRUE'
  const leaf = `subjectAltName=DNS:*.${ZONE}`
  const ec = 'req -x509 -nodes -days 30 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1'
  openssl(`${ec} -keyout ca.key -out ${FILES.root} -addext ${ca}`, '-subj', '/CN=Bench Root')
  const underRoot = `-CA ${FILES.root} -CAkey ca.key -keyout int.key -out int.crt -addext ${ca}`
  openssl(`${ec} ${underRoot}`, '-subj', '/CN=Bench Intermediate')
  const underIntermediate = `-CA int.crt -CAkey int.key -keyout ${FILES.key} -out leaf.crt`
  openssl(
    `req -x509 -nodes -days 30 -newkey rsa:2048 ${underIntermediate}`,
    ...['-subj', '/CN=bench', '-addext', leaf, '-addext', 'basicConstraints=critical,CA:FALSE'],
  )
  const pems = ['leaf.crt', 'int.crt'].map((file) => openssl(`x509 -in ${file}`))
  writeFileSync(join(folder, FILES.chain), Buffer.concat(pems))
}

function zone(names: readonly BenchName[]): string {
  return [
    '$TTL 30',
    `@ IN SOA ns.${ZONE}. root.${ZONE}. 1 3600 600 86400 30`,
    '@ IN NS ns',
    'ns IN A 127.0.0.1',
    ...names.map(({ label, address }) => `${label} IN A ${address}`),
    '',
  ].join('\n')
}

function named(folder: string): string {
  return `options {
  directory "${folder}"; pid-file none; session-keyfile none;
  listen-on port 53 { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; allow-query { any; }; dnssec-validation no;
};
controls { };
zone "${ZONE}" { type primary; file "${FILES.zone}"; };
`
}

/** No session cache and no tickets: every handshake is a full one. */
function nginx(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/tmp/${kind};`)
    .join(' ')
  return `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log warn;
events { worker_connections 4096; }
http {
  access_log off; ${temporary}
  server {
    listen ${TLS_PORT} ssl reuseport;
    ssl_certificate ${folder}/${FILES.chain}; ssl_certificate_key ${folder}/${FILES.key};
    ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache off; ssl_session_tickets off;
    return 200 'ok\\n';
  }
}
`
}

function blackbox(folder: string): string {
  return `modules:
  https:
    prober: http
    timeout: 5s
    http: { preferred_ip_protocol: ip4, tls_config: { ca_file: "${folder}/${FILES.root}" } }
`
}
