import type { TextCase } from './expected.ts'

/** Texts in which somebody else than the failing peer is named, or the peer by half: who is who must come out. */
// biome-ignore format: one text a line
export const ROLE_TEXTS: readonly TextCase[] = [
  { text: 'Azure.RequestFailedException: Public network access is disabled and request is not from a trusted service nor via an approved private link.\nCaller: appid=2f1c8d8a;oid=7e7f5d1e;iss=https://sts.windows.net/9d1c5f00/\nVault: kv-claims;location=westeurope\nStatus: 403 (Forbidden)', codes: ['http-denied-by-service'], hosts: ['kv-claims.vault.azure.net'], not: ['azure-functions/identity', 'azure-web-app/sign-in'] },
  { text: "Microsoft.Data.SqlClient.SqlException (0x80131904): Cannot open server 'sql-claims' requested by the login. Client with IP address '20.61.99.12' is not allowed to access the server.", codes: ['http-denied-by-service'], hosts: ['sql-claims.database.windows.net'] },
  { text: "ERROR 1045 (28000): Access denied for user 'app'@'10.9.0.12' (using password: YES)", codes: ['http-permission-denied'] },
  { text: 'CosmosException : Forbidden (403); Request originated from IP 20.61.99.12 through public internet. This is blocked by your Cosmos DB account firewall settings.', codes: ['http-denied-by-service'] },
  { text: 'Status: 403 (Forbidden)\n{"type":"https://azconfig.io/errors/ip-address-rejected","title":"Client IP address rejected","status":403}', codes: ['http-denied-by-service'] },
  { text: 'ERROR: (gcloud.run.deploy) PERMISSION_DENIED: Cloud Run Admin API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/run.googleapis.com/overview then retry.', codes: ['http-permission-denied'], not: ['tcp-dropped'] },
  { text: '<html><head><title>Internet Security by Zscaler</title></head><body><p>Website blocked</p><p>You tried to visit: https://crates.io/</p></body></html>', codes: ['http-denied-by-firewall'], hosts: ['crates.io'] },
  { text: '<h1>Web Page Blocked</h1><p>Access to the web page you were trying to visit has been blocked in accordance with company policy.</p><p><b>User:</b> 10.2.3.4</p><p><b>URL:</b> mirror.contoso.test/file.zip</p>', codes: ['http-denied-by-firewall'], hosts: ['mirror.contoso.test'] },
  { text: '<table><tr><td>Category</td><td>Newly Registered Domain</td></tr><tr><td>URL</td><td>http://get.contoso.test/a.tar.gz</td></tr></table><p>FortiGuard Intrusion Prevention - Access Blocked</p>', codes: ['http-denied-by-firewall'], hosts: ['get.contoso.test'] },
  { text: 'io.netty.channel.ConnectTimeoutException: connection timed out after 10000 ms: stclaims.queue.core.windows.net/20.150.37.228:443', codes: ['timed_out'], hosts: ['20.150.37.228:443'], not: ['private-endpoint-not-answering'] },
  { text: 'read tcp 10.1.0.4:50122->20.62.134.76:443: read: connection reset by peer while calling https://kvmulti.vault.azure.net/secrets and dial tcp: lookup a.contoso.test: no such host', codes: ['connection_reset'] },
  { text: "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host stclaims.dfs.core.windows.net:443 ssl:default [Connect call failed ('10.5.1.8', 443)]", codes: ['private-endpoint-not-answering'], hosts: ['10.5.1.8:443'] },
  { text: 'Err:4 http://archive.ubuntu.com/ubuntu noble InRelease\n  403  Forbidden [IP: 10.0.8.4 3128]', codes: ['proxy_denied'], hosts: ['10.0.8.4:3128'] },
  { text: 'Connection to sql-claims.database.windows.net (10.1.2.8) 1433 port [tcp/ms-sql-s] succeeded!', codes: ['tls-blocked-by-name'], hosts: ['sql-claims.database.windows.net:1433'] },
  { text: '; <<>> DiG 9.18.28 <<>> stclaims.blob.core.windows.net @10.10.0.4\n;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 45812\n;; SERVER: 10.10.0.4#53(10.10.0.4) (UDP)', codes: ['dns-server-failure'], hosts: ['stclaims.blob.core.windows.net'] },
  { text: 'The connection to the server localhost:8080 was refused - did you specify the right host or port?', codes: ['tcp-refused'], hosts: ['localhost:8080'] },
  { text: 'W: Failed to fetch https://packages.microsoft.com/InRelease  Cannot initiate the connection to packages.microsoft.com:443 (2620:1ec:29:1::45). - connect (101: Network is unreachable) Could not connect to packages.microsoft.com:443 (13.107.246.45), connection timed out', codes: ['tcp-dropped'], hosts: ['13.107.246.45'], not: ['tcp-unreachable'] },
  { text: 'Resolving aka.ms (aka.ms)... failed: Temporary failure in name resolution.\nwget: unable to resolve host address ‘aka.ms’', codes: ['dns_temporary_failure'], hosts: ['aka.ms'], not: ['dns-name-not-found'] },
  { text: 'error sending request for url (https://index.contoso.test/config.json): dns error: failed to lookup address information: Name or service not known', codes: ['dns_no_answer'], hosts: ['index.contoso.test'], not: ['dns-server-failure'] },
  { text: 'https://agentserviceapi.guestconfiguration.azure.com        |true      |false    |TLS 1.3  |not set\nhttps://gbl.his.arc.azure.com                               |false     |true     |unknown  |not set\nUse Case |Endpoint |Reachable |Private', codes: ['tcp-dropped'], hosts: ['gbl.his.arc.azure.com'] },
]

/** Of services, gateways and tools that answered or were waited for, in words that could be taken for another fault. */
// biome-ignore format: one text a line
export const ANSWER_TEXTS: readonly TextCase[] = [
  { text: '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>Microsoft-Azure-Application-Gateway/v2</center></body></html>', codes: ['http-gateway-cannot-reach-service'], not: ['http-denied-by-service'] },
  { text: '<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>Microsoft-Azure-Application-Gateway/v2</center></body></html>', codes: ['http-denied-by-service'] },
  { text: "<h2>Our services aren't available right now</h2><p>We're working to restore all services as soon as possible.</p>", codes: ['http-gateway-cannot-reach-service'] },
  { text: 'The requested URL could not be retrieved. The following error was encountered while trying to retrieve the URL: http://repo.contoso.test/ Connection to 203.0.113.9 failed. The system returned: (110) Connection timed out', codes: ['proxy-cannot-reach-target'], not: ['tcp-dropped'] },
  { text: 'RESPONSE 403: 403 Forbidden\nERROR CODE: RequestDisallowedByPolicy\n{"error":{"code":"RequestDisallowedByPolicy","message":"Resource app was disallowed by policy."}}', codes: ['http-status-unexpected'], not: ['proxy-denied', 'http-denied-by-firewall'] },
  { text: 'googleapi: Error 403: boss::NOT_AUTHORIZED: Not authorized to access resource. Possibly missing permission cloudsql.instances.get on resource instances/main., forbidden', codes: ['http-permission-denied'], not: ['proxy-denied'] },
  { text: "There was a problem refreshing your current auth tokens: ('invalid_grant: Bad Request', {'error': 'invalid_grant'})", codes: ['http-permission-denied'] },
  { text: "ERROR: (gcloud.compute.start-iap-tunnel) Error while connecting [4003: 'failed to connect to backend']. (Failed to connect to port 22)", codes: ['http-gateway-cannot-reach-service'] },
  { text: 'Error from server: error dialing backend: No agent available', codes: ['http-gateway-cannot-reach-service'] },
  { text: 'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.', codes: ['http-permission-denied'] },
  { text: 'RBAC: access denied', codes: ['http-denied-by-service', 'http-permission-denied'] },
  { text: '<h1>404 Web Site not found.</h1><li>Custom domain has not been configured inside Azure.</li>', codes: ['http-service-stopped'] },
  { text: 'CosmosException : Response status code does not indicate success: TooManyRequests (429); Substatus: 3200; Microsoft.Azure.Cosmos', codes: ['http-status-unexpected'], not: ['azure-private-endpoints/private'] },
  { text: 'Status: 403 (This request is not authorized to perform this operation using this permission.)\nErrorCode: AuthorizationPermissionMismatch', codes: ['http-permission-denied'], not: ['azure-private-endpoints/private'] },
  { text: "upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end", codes: ['http-gateway-cannot-reach-service'] },
  { text: 'StackExchange.Redis.RedisTimeoutException: Timeout performing GET (5000ms), next: GET cart:1881, serverEndpoint: redis-claims.redis.cache.windows.net:6380, conn-sec: 1289.1, WORKER: (Busy=61,Free=32706,Min=4,Max=32767)', codes: ['http-no-response'], hosts: ['redis-claims.redis.cache.windows.net:6380'], not: ['tcp-dropped'] },
  { text: "The HTTP request to 'GET https://pkgs.dev.azure.com/contoso/_packaging/f/nuget/v3/index.json' has timed out after 100000ms.", codes: ['timed_out'], hosts: ['pkgs.dev.azure.com'], where: ['azure-functions/build-dotnet'] },
  { text: '[p:r:main] failed to connect to instance: Dial error: failed to dial (connection name = "p:r:main"): dial tcp 34.76.10.20:3307: connect: connection timed out', codes: ['timed_out'], hosts: ['34.76.10.20:3307'], where: ['cloud-sql/connector-path'] },
  { text: 'failed to connect to instance: Config error: instance does not have IP of type "PRIVATE" (connection name = "p:r:main")', where: ['cloud-sql/cloud-sql'], not: ['tcp-dropped'] },
  { text: 'All cluster resources were brought up, but: only 0 nodes out of 3 have registered; this is likely due to Nodes failing to start correctly', where: ['gke-nodes/join'] },
  { text: 'Failed to retrieve http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token from the Google Compute Engine metadata service. Status: 404 Response: Service account not enabled on this instance', codes: ['identity_token_unavailable'], where: ['google-apis/metadata'] },
  { text: 'mount.nfs: Connection timed out for stnfs.file.core.windows.net:/stnfs/share on /mnt', codes: ['timed_out'], hosts: ['stnfs.file.core.windows.net'] },
  { text: 'mount error(115): Operation now in progress', codes: ['tcp-dropped'] },
]

/** Settings, keys and other words of the trade that tell of no failure. */
export const ROLE_NOTHING: readonly string[] = [
  'INFO connection pool: timeout=30s, retries=3, errors=0',
  'Pooling=true;Encrypt=True;Connection Timeout=30;',
  'E: The repository is not signed. NO_PUBKEY EB3E94ADBE1229CF',
  'error NU1101: Unable to find package Contoso.Core. No packages exist with this id in source(s): nuget.org',
  'Now listening on: http://[::]:8080',
]
