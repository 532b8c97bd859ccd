import { APP_SERVICE } from './app-service.ts'
import { ARC } from './arc.ts'
import { AZURE_SERVICES } from './azure-services.ts'
import { BROWSERS } from './browsers.ts'
import { CLIENT_LIBRARIES } from './client-libraries.ts'
import { CONTAINERS } from './containers.ts'
import { CURL } from './curl.ts'
import { DATABASES } from './databases.ts'
import { DOTNET } from './dotnet.ts'
import { ERLANG } from './erlang.ts'
import { GATEWAYS } from './gateways.ts'
import { GENERAL } from './general.ts'
import { GO } from './go.ts'
import { GOOGLE } from './google.ts'
import { JAVA } from './java.ts'
import { KUBERNETES } from './kubernetes.ts'
import { LIBC_LANGUAGES } from './libc-languages.ts'
import { NODE } from './node.ts'
import { OPENSSL } from './openssl.ts'
import { PACKAGES } from './packages.ts'
import { PYTHON } from './python.ts'
import { RESOLVERS } from './resolvers.ts'
import { RUST } from './rust.ts'
import { SCHANNEL } from './schannel.ts'
import { SHARES } from './shares.ts'
import type { SignTable } from './sign.ts'
import { SOCKETS } from './sockets.ts'
import { STATUSES } from './statuses.ts'
import { TOOLS } from './tools.ts'
import { VPN } from './vpn.ts'
import { WINDOWS_LANGUAGES } from './windows-languages.ts'
import { WINDOWS_UPDATE } from './windows-update.ts'
import { WINSOCK } from './winsock.ts'
import { WRAPPERS } from './wrappers.ts'

/** Every table of error words. Of two signs for the same words and weight the earlier counts. */
export const SIGN_TABLES: readonly SignTable[] = [
  AZURE_SERVICES,
  GOOGLE,
  APP_SERVICE,
  ARC,
  CONTAINERS,
  KUBERNETES,
  PACKAGES,
  TOOLS,
  DATABASES,
  CLIENT_LIBRARIES,
  GO,
  JAVA,
  PYTHON,
  DOTNET,
  NODE,
  BROWSERS,
  RUST,
  ERLANG,
  CURL,
  OPENSSL,
  WINSOCK,
  SCHANNEL,
  WINDOWS_LANGUAGES,
  LIBC_LANGUAGES,
  WINDOWS_UPDATE,
  SHARES,
  RESOLVERS,
  VPN,
  GATEWAYS,
  STATUSES,
  SOCKETS,
  GENERAL,
  WRAPPERS,
]
