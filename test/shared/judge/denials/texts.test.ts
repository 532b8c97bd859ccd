import { describe, expect, test } from 'vitest'
import { recognise } from '../../../../shared/judge/answer/recognise.ts'
import { echoedAddress } from '../../../../shared/judge/answers.ts'

const JSON_TYPE = 'application/json'
const XML = 'application/xml'
const said = (code: string, message: string) => JSON.stringify({ error: { code, message } })

interface Row {
  readonly host: string
  readonly status: number
  readonly type?: string
  readonly body: string
  readonly headers?: Record<string, string>
}

const kindOf = ({ host, status, type = JSON_TYPE, body, headers = {} }: Row) =>
  recognise({
    url: `https://${host}/`,
    status,
    headers: { 'content-type': type, ...headers },
    body,
  })

/** What services say to a network that they do not admit: who is named, and the address that they saw. */
// biome-ignore format: one answer a line
const DENIALS: readonly (Row & { who: string | RegExp; saw?: string })[] = [
  { who: 'API Management', saw: '192.0.2.12', host: 'shop.azure-api.net', status: 403, body: JSON.stringify({ statusCode: 403, message: "Request originated from client public IP address 192.0.2.12, public network access on this 'Microsoft.ApiManagement/service/shop' is disabled.\nTo connect to 'Microsoft.ApiManagement/service/shop', please use the Private Endpoint from inside your virtual network." }) },
  { who: 'Container Apps', host: 'shop.nicesea-1a2b3c4d.japaneast.azurecontainerapps.io', status: 404, type: 'text/html', body: '<html>The public network access on this managed environment is disabled. To connect to this managed environment, please use the Private Endpoint from inside your virtual network.</html>' },
  { who: 'Log Analytics', saw: '20.9.9.9', host: 'api.loganalytics.io', status: 403, body: JSON.stringify({ error: { message: 'The provided credentials have insufficient access to perform the requested operation', code: 'InsufficientAccessError', innererror: { code: 'NspValidationFailedError', message: "Access to workspace 'logs' from '20.9.9.9' is denied. To allow access from public networks, change the workspace Networking settings or add it to a Network Security Perimeter." } } }) },
  { who: 'Synapse', host: 'shop.dev.azuresynapse.net', status: 403, body: said('PublicNetworkAccessDenied', 'The public network interface on this Workspace is not accessible. To connect to this Workspace, use the Private Endpoint from inside your virtual network or enable public network access for this workspace.') },
  { who: 'Cosmos DB', saw: '20.9.9.9', host: 'orders.documents.azure.com', status: 403, body: said('Forbidden', 'Request originated from IP 20.9.9.9 through public internet. This is blocked by your Cosmos DB account firewall settings.') },
  { who: 'Azure AI services', host: 'ai.openai.azure.com', status: 403, body: said('AccessDenied', 'Public access is disabled. Please configure private endpoint.') },
  { who: 'Service Bus or Event Hubs', host: 'orders.servicebus.windows.net', status: 401, type: XML, body: '<Error><Code>401</Code><Detail>Ip has been prevented to connect to the endpoint.</Detail></Error>' },
  { who: /Kusto|Data Explorer/, host: 'logs.japaneast.kusto.windows.net', status: 403, body: said('Forbidden', 'Public network access to this cluster is disabled.') },
  { who: /Digital Twins/, host: 'plant.api.jpe.digitaltwins.azure.net', status: 403, body: said('Forbidden', 'Public network access is not allowed for this resource.') },
  { who: /Batch/, host: 'jobs.japaneast.batch.azure.com', status: 403, body: JSON.stringify({ code: 'ClientIpNotAllowed', message: { value: 'The client IP address 20.9.9.9 is not allowed by the network rules of the account.' } }) },
  { who: /SignalR/, host: 'chat.service.signalr.net', status: 403, body: said('Forbidden', 'The request is denied by the network access control rules.') },
  { who: /Purview/, host: 'gov.purview.azure.com', status: 403, body: said('Forbidden', 'Access from public networks is disabled; use a private endpoint.') },
  { who: /Grafana/, host: 'board.jpe.grafana.azure.com', status: 403, type: 'text/plain; charset=utf-8', body: 'Public network access is disabled.' },
  { who: /IoT Hub/, host: 'plant.azure-devices.net', status: 403, body: said('Forbidden', 'The client is blocked by the IP filter rules.') },
  { who: /Automation/, host: 'aa.jpe.azure-automation.net', status: 400, body: said('BadRequest', 'Public network access is disabled for this Automation account.') },
  { who: /Health/, host: 'shop-fhir.fhir.azurehealthcareapis.com', status: 403, body: said('forbidden', 'Access is allowed through a private endpoint only.') },
  { who: /Resource Manager/, host: 'management.azure.com', status: 403, body: said('Forbidden', 'Public network access to resource management is denied by the private link association.') },
  { who: 'VPC Service Controls', host: 'storage.googleapis.com', status: 403, body: said('403', "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: uX-9") },
  { who: 'organization restrictions', host: 'pubsub.googleapis.com', status: 403, body: '{"error":{"code":403,"status":"PERMISSION_DENIED","details":[{"reason": "ORG_RESTRICTION_VIOLATION","domain":"googleapis.com"}]}}' },
  { who: 'the organization policy', host: 'storage.googleapis.com', status: 403, body: said('403', "Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/1' attempting to use service 'storage.googleapis.com'.") },
]

/** What the same services say to a stranger, to a wrong key, or of a thing that is not there. */
// biome-ignore format: one answer a line
const TRUE_ANSWERS: readonly Row[] = [
  { host: 'shop.azure-api.net', status: 401, body: JSON.stringify({ statusCode: 401, message: 'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.' }) },
  { host: 'shop.azure-api.net', status: 404, body: JSON.stringify({ statusCode: 404, message: 'Resource not found' }) },
  { host: 'shop.nicesea-1a2b3c4d.japaneast.azurecontainerapps.io', status: 403, type: 'text/html', body: '<html>Public network access of your account is described in the help.</html>' },
  { host: 'api.loganalytics.io', status: 403, body: said('InsufficientAccessError', 'The provided credentials have insufficient access to perform the requested operation') },
  { host: 'shop.dev.azuresynapse.net', status: 401, body: said('Unauthorized', 'Missing or invalid Authorization header') },
  { host: 'orders.documents.azure.com', status: 401, body: said('Unauthorized', 'Required Header authorization is missing. Ensure a valid Authorization token is passed.') },
  { host: 'ai.openai.azure.com', status: 401, body: said('401', 'Access denied due to invalid subscription key or wrong API endpoint.') },
  { host: 'orders.servicebus.windows.net', status: 401, type: XML, body: '<Error><Code>401</Code><Detail>MissingToken: Manage,EntityRead claims required for this operation.</Detail></Error>' },
  { host: 'logs.japaneast.kusto.windows.net', status: 403, body: said('Forbidden', 'Caller is not authorized to perform this action') },
  { host: 'plant.api.jpe.digitaltwins.azure.net', status: 403, body: said('AuthorizationFailed', 'The client does not have the right roles.') },
  { host: 'jobs.japaneast.batch.azure.com', status: 401, body: JSON.stringify({ code: 'AuthenticationFailed', message: { value: 'Server failed to authenticate the request.' } }) },
  { host: 'management.azure.com', status: 403, body: said('AuthorizationFailed', "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Network/privateEndpoints/read' over scope '/subscriptions/1/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub'.") },
  { host: 'management.azure.com', status: 404, body: said('ResourceNotFound', "The Resource 'Microsoft.Network/privateEndpoints/pe-sql' was not found.") },
  { host: 'gov.purview.azure.com', status: 401, body: said('Unauthorized', 'Not authorized to access account') },
  { host: 'st.blob.core.windows.net', status: 403, type: XML, body: '<Error><Code>AuthorizationSourceIPMismatch</Code><Message>This request is not authorized to perform this operation using this source IP 20.9.9.9.</Message></Error>' },
  { host: 'plant.azure-devices.net', status: 401, body: JSON.stringify({ Message: 'ErrorCode:IotHubUnauthorizedAccess;Unauthorized' }) },
  { host: 'orders.vault.azure.net', status: 401, body: said('Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.') },
  { host: 'storage.googleapis.com', status: 403, body: said('403', 'caller does not have storage.objects.list access to the Google Cloud Storage bucket.') },
  { host: 'sqladmin.googleapis.com', status: 403, body: '{"error":{"code":403,"message":"Cloud SQL Admin API has not been used in project 1 before or it is disabled.","details":[{"reason":"SERVICE_DISABLED"}]}}' },
  { host: 'app.example.org', status: 403, body: said('Forbidden', 'Public network access is disabled.') },
]

describe('a denial by the network', () => {
  test.for(DENIALS.map((row) => [`${row.host}: ${row.body}`.slice(0, 90), row] as const))(
    '%s',
    ([, row]) => {
      const recognised = kindOf(row)
      expect(recognised.kind).toBe('denial')
      if (recognised.kind !== 'denial') return
      expect(recognised.denial.layer).toMatch(/service|perimeter/)
      expect(recognised.denial.who).toMatch(row.who)
      const { status, body } = row
      if (row.saw !== undefined) expect(echoedAddress({ status, headers: {}, body })).toBe(row.saw)
    },
  )
})

describe('an answer of the service itself', () => {
  test.for(TRUE_ANSWERS.map((row) => [`${row.host}: ${row.body}`.slice(0, 90), row] as const))(
    '%s',
    ([, row]) => {
      const recognised = kindOf(row)
      if (recognised.kind === 'denial') expect(recognised.denial.layer).toBe('permission')
    },
  )
})
