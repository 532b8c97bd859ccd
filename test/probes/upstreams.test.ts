import { expect, test } from 'vitest'
import { upstreamsOf } from '../../probes/upstreams.ts'

const RESOLVED = 'nameserver 10.0.0.4\nnameserver fd00::4\nsearch corp.test\n'
const DOCKER = 'nameserver 127.0.0.11\n# ExtServers: [10.0.0.4 host(10.0.0.5)]\n'
const APP_SERVICE =
  '# The configured nameservers at startup are 10.0.0.4,10.0.0.5\nnameserver 127.0.0.11\n'
const STUB = ['127.0.0.53:53']

test.for([
  [
    'systemd-resolved',
    STUB,
    { '/run/systemd/resolve/resolv.conf': RESOLVED },
    ['10.0.0.4:53', '[fd00::4]:53'],
  ],
  [
    'dnsmasq of NetworkManager',
    ['127.0.1.1:53'],
    { '/run/NetworkManager/no-stub-resolv.conf': RESOLVED },
    ['10.0.0.4:53', '[fd00::4]:53'],
  ],
  ['Docker', ['127.0.0.11:53'], { '/etc/resolv.conf': DOCKER }, ['10.0.0.4:53', '10.0.0.5:53']],
  [
    'App Service',
    ['127.0.0.11:53'],
    { '/etc/resolv.conf': APP_SERVICE },
    ['10.0.0.4:53', '10.0.0.5:53'],
  ],
  ['a stub of a stub', STUB, { '/run/systemd/resolve/resolv.conf': 'nameserver 127.0.0.1' }, []],
  ['nothing written', STUB, {}, []],
  [
    'several files, no more than three servers, each once',
    ['[::1]:53', '127.0.0.1:53'],
    {
      '/run/systemd/resolve/resolv.conf': 'nameserver 10.0.0.4\nnameserver ::1\n',
      '/run/dnsmasq/resolv.conf':
        'nameserver 10.0.0.4\nnameserver 10.0.0.5\nnameserver 10.0.0.6\nnameserver 10.0.0.7\n',
    },
    ['10.0.0.4:53', '10.0.0.5:53', '10.0.0.6:53'],
  ],
  [
    'one local server and one that is not',
    ['127.0.0.1:53', '10.0.0.9:53'],
    { '/run/systemd/resolve/resolv.conf': RESOLVED },
    [],
  ],
  [
    'a server that is not local',
    ['10.0.0.9:53'],
    { '/run/systemd/resolve/resolv.conf': RESOLVED },
    [],
  ],
] as const)('upstreamsOf() %s', ([, system, files, expected]) => {
  const known: Record<string, string | undefined> = files
  expect(upstreamsOf(system, (file) => known[file] ?? null)).toEqual(expected)
})
