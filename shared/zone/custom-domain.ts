/**
 * Services that take a name of one's own together with a certificate for it, by the words of Private Link's table, and
 * SQL, whose clients may be told which name to compare. Of other services nothing is said.
 */
const WAYS: readonly (readonly [service: RegExp, way: string, docs: string])[] = [
  [
    /^Web Apps/,
    'bind the name and a certificate for it to the app as a custom domain',
    'https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-custom-domain',
  ],
  [
    /^Container Apps/,
    'bind the name and a certificate for it to the app as a custom domain',
    'https://learn.microsoft.com/azure/container-apps/custom-domains-certificates',
  ],
  [
    /^API Management/,
    'give the gateway the name as a custom domain with a certificate',
    'https://learn.microsoft.com/azure/api-management/configure-custom-domain',
  ],
  [
    /^(SignalR|Web PubSub)/,
    'give the resource the name as a custom domain, with a certificate in Key Vault (Premium tier)',
    'https://learn.microsoft.com/azure/azure-signalr/howto-custom-domain',
  ],
  [
    /^(SQL Database|SQL Managed Instance)/,
    'have clients compare the server’s own name (HostNameInCertificate in the connection string)',
    'https://learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlconnectionstringbuilder.hostnameincertificate',
  ],
]

/** How clients may use a name of one's own for a service all the same; null where nothing is known of the service. */
export function customDomain(
  service: string,
): { readonly way: string; readonly docs: string } | null {
  const [, way, docs] = WAYS.find(([pattern]) => pattern.test(service)) ?? []
  return way === undefined || docs === undefined ? null : { way, docs }
}
