const HOST = 'a.contoso.test'
const REFUSED = 'connect: connection refused'
const lines = (count: number) => '\n    at something'.repeat(count)
const proxied = (port: string, words: string) =>
  `curl: via proxy http://proxy.corp.test${port}\ncurl: (7) Failed to connect to ${words}: Connection refused`
const QUOTED =
  'Please ensure that your network configuration allows traffic to required Oryx dependencies'
/** A message in a text of so many characters. */
const within = (message: string, length: number) => `${message.padEnd(length - 1, ' \n')}.`

/** Texts on both sides of each limit of the reading, and with each two of what it tells apart. */
export const EDGES: readonly string[] = [
  // The scheme and the port of what is to be checked.
  ...['http', 'https'].flatMap((scheme) =>
    ['', ':80', ':443', ':8443'].map((port) => `GET ${scheme}://${HOST}${port}/: ${REFUSED}`),
  ),
  `dial tcp ${HOST}:1433: ${REFUSED}`,
  `dial tcp ${HOST}:5671: ${REFUSED}`,
  `dial tcp 10.1.0.4:443: ${REFUSED}`,
  `lookup ${HOST}: no such host; dial tcp 10.1.0.4:8443: ${REFUSED}`,
  // How far from the words their host may stand.
  `GET https://${HOST}/x${lines(13)}\n${REFUSED}`,
  `GET https://${HOST}/x${lines(14)}\n${REFUSED}`,
  `${REFUSED}${lines(3)}\nto https://${HOST}/x`,
  `${REFUSED}${lines(4)}\nto https://${HOST}/x`,
  `GET https://${HOST}/x${lines(4)}\n${REFUSED}\nthen https://b.contoso.test/`,
  // One port of a host, and two.
  `${HOST}:8443 is up. lookup ${HOST}: no such host`,
  `${HOST}:8443 and ${HOST}:9443 are up. lookup ${HOST}: no such host`,
  // The host of a proxy, with and without the port.
  proxied('', 'proxy.corp.test port 3128'),
  proxied(':3128', 'proxy.corp.test port 3128'),
  proxied(':3128', 'proxy.corp.test port 8080'),
  proxied(':3128', 'https://proxy.corp.test/'),
  proxied(':3128', `${HOST} port 3128`),
  // Ports at which nobody speaks TLS.
  ...[['22'], ['80'], ['443'], ['22', '443'], ['22', '80']].map((ports) =>
    ports
      .map(
        (port) =>
          `Failed to connect to h${port}.contoso.test port ${port}: Connection reset by peer`,
      )
      .join('\n'),
  ),
  // Failures of eight hosts, of which some are told.
  [
    'dial tcp: lookup h0.contoso.test: no such host',
    `dial tcp h1.contoso.test:443: ${REFUSED}`,
    'Get "https://h2.contoso.test/": read: connection reset by peer',
    'Get "https://h3.contoso.test/": x509: certificate signed by unknown authority',
    'Get "https://h4.contoso.test/": x509: certificate has expired or is not yet valid',
    'dial tcp h5.contoso.test:443: i/o timeout',
    'Get "https://h6.contoso.test/": http: server gave HTTP response to HTTPS client',
    'Get "https://h7.contoso.test/": 407 Proxy Authentication Required',
  ].join('\n'),
  // Words that decide little, of another host beside better ones, and of two hosts.
  `dial tcp ${HOST}:443: ${REFUSED}\nGET https://b.contoso.test/ timed out`,
  `GET https://${HOST}/ timed out\nb.contoso.test:443: not connected`,
  // What a system needs, where a host of it is named and where none is.
  'AZCM0026: Network Error',
  'AZCM0026: Network Error https://gbl.his.arc.azure.com/',
  // Rows of azcmagent check that are well, and one that is not.
  [
    'Use Case |Endpoint |Reachable |Private |TLS |Proxy',
    'connect  |https://login.windows.net |true |false |TLS 1.3 |not set',
    'connect  |https://gbl.his.arc.azure.com |false |false |unknown |not set connection refused',
    'connect  |https://pas.windows.net |true |false |TLS 1.3 |not set',
  ].join('\n'),
  // A message is compared with those of the catalogs, a whole log is not.
  within(QUOTED, 8000),
  within(QUOTED, 8001),
  // A refusal by its own words, and of whom.
  `GET https://first.contoso.test/ 200\nPUT https://sta.blob.core.windows.net/c: 403 <Code>AuthorizationFailure</Code> This request is not authorized to perform this operation.`,
  // Records of devices that let through what did not arrive.
  '%ASA-6-302014: Teardown TCP connection 12 for outside:20.1.2.3/443 to inside:10.1.1.5/50000 duration 0:00:30 bytes 0 SYN Timeout',
  '%ASA-4-106023: Deny tcp src inside:10.1.1.5/50000 dst outside:20.1.2.3/443 by access-group "egress"',
  'DNS Request: 10.0.0.4:48197 - 15676 A IN a.contoso.test. udp 55 false 512 NXDOMAIN qr,rd 111 0.2s',
  '1721278361.538  60000 192.0.2.127 TCP_TUNNEL/503 0 CONNECT a.contoso.test:443 - HIER_NONE/- -',
  // Tunnels by datagrams, of which a connection by TCP proves nothing; the name of the peer is asked for; one by TCP.
  'OpenVPN 2.6.12\nUDPv4 link remote: [AF_INET]20.1.2.3:1194\nTLS Error: TLS key negotiation failed to occur within 60 seconds (check your network connectivity)\nTLS Error: TLS handshake failed',
  'charon: 05[NET] sending packet: from 10.1.0.4[500] to 20.1.2.3[500] (464 bytes)\ncharon: 07[IKE] establishing IKE_SA failed, peer not responding',
  'wireguard: wg0: Handshake for peer 1 (20.1.2.3:51820) did not complete after 5 seconds, retrying (try 2)',
  '[Interface]\nAddress = 10.7.0.2/32\n[Peer]\nEndpoint = vpn.contoso.test:51820\nAllowedIPs = 10.0.0.0/8, fd00::/8',
  'client\ndev tun\nproto udp\nremote vpn.contoso.test 443',
  'RESOLVE: Cannot resolve host address: vpn.contoso.test:1194 (Temporary failure in name resolution)',
  'dev tun\nproto tcp\nremote vpn.contoso.test 443\nTCP: connect to [AF_INET]20.1.2.3:443 failed: Connection timed out',
  'charon: 05[IKE] initiating IKE_SA\nGET https://a.contoso.test/ connect ECONNREFUSED 10.1.2.4:443',
  // A prefix is no address that anybody calls; an address and its port are one.
  '10.1.0.16/28 and 10.1.0.20/28: connection timed out',
  // What Entra ID says of itself, of too many requests, of a clock and of a request, and not of a right.
  ...['90033', '50196', '700024', '90015', '80002', '7000215'].map(
    (code) => `AADSTS${code}: words.`,
  ),
]
