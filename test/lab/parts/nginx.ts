import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Authorities } from '../pki/authorities.ts'
import { runInside, type Session } from '../session.ts'
import type { World } from '../world/load.ts'
import type { Answer, Endpoint, PlainAnswer } from '../world/schema.ts'

/** One nginx for all endpoints of a place that answer in an ordinary way. */
export async function startNginx(
  session: Session,
  world: World,
  authorities: Authorities,
  place: Endpoint['in'],
): Promise<void> {
  const folder = path.join(session.folder, `nginx-${place}`)
  mkdirSync(folder)
  const servers: string[] = []
  for (const [name, endpoint] of world.endpoints) {
    if (endpoint.in !== place || endpoint.answer === undefined) continue
    const files = await authorities.issue(name, endpoint)
    const { rootFile } = authorities
    servers.push(server(endpoint, endpoint.answer, { ...files, rootFile }))
  }
  const file = path.join(folder, 'nginx.conf')
  writeFileSync(file, configuration(folder, servers))
  await runInside(session, place, ['nginx', '-c', file, '-e', `${folder}/error.log`])
}

function configuration(folder: string, servers: readonly string[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
user root;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log ${folder}/access.log;
  server_tokens off;
  server_names_hash_bucket_size 128;
${temporary.map((kind) => `  ${kind}_temp_path ${folder}/${kind};`).join('\n')}
${servers.join('\n')}
}
`
}

function server(
  endpoint: Endpoint,
  answer: Answer,
  files: { chainFile: string; keyFile: string; rootFile: string },
): string {
  const listen = endpoint.at.flatMap((address) =>
    Object.entries(endpoint.ports).map(([port, kind]) => {
      const host = address.includes(':') ? `[${address}]` : address
      return `    listen ${host}:${port}${kind === 'tls' ? ' ssl' : ''};`
    }),
  )
  const mutual = endpoint.clientCertificate === 'required'
  const old = endpoint.tls === 'TLSv1.1'
  const locations = Object.entries(endpoint.paths).map(([at, other]) => location(`= ${at}`, other))
  return `
  server {
${listen.join('\n')}
    server_name ${endpoint.names.length > 0 ? endpoint.names.join(' ') : '_'};
    ssl_certificate ${files.chainFile};
    ssl_certificate_key ${files.keyFile};
    ssl_protocols ${old ? 'TLSv1.1' : 'TLSv1.2 TLSv1.3'};
${old ? '    ssl_ciphers ALL:@SECLEVEL=0;' : ''}
${mutual ? `    ssl_client_certificate ${files.rootFile};\n    ssl_verify_client on;` : ''}
${[...locations, location('/', answer)].join('\n')}
  }`
}

function location(where: string, answer: Answer): string {
  const { withToken } = answer
  return `
    location ${where} {
      default_type ${answer.type};
${withToken === undefined ? '' : `      if ($http_authorization ~ ^Bearer) {\n${said(withToken)}\n      }`}
${said(answer)}
    }`
}

/** What nginx says, headers first. In a block within another, its headers stand instead of the outer ones. */
function said(answer: PlainAnswer): string {
  const redirect = answer.status >= 300 && answer.status < 400
  const headers = Object.entries(answer.headers)
    // nginx sets Server itself; without the headers-more module it cannot say another.
    .filter(([name]) => name.toLowerCase() !== 'server' && !(redirect && name === 'Location'))
    .map(([name, value]) => `      add_header ${name} ${quoted(value)} always;`)
  const body = redirect ? (answer.headers['Location'] ?? '/') : answer.body
  return [...headers, `      return ${answer.status} ${quoted(body)};`].join('\n')
}

/** An nginx string; $remote_addr and the like stay alive in it. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`
}
