import { check, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const A = '20.2.2.2'
const IN = '10.1.0.5'
const JSON_TYPE = { 'content-type': 'application/json' }

function answers(host: string, at: string, status: number, body: string) {
  const how = { headers: JSON_TYPE, body }
  return sweep([
    check(`https://${host}`, {}, resolves([at]), opens(at), secures(at), replies(at, status, how)),
  ])
}

const HUB = 'plant.azure-devices.net'
const UNAUTHORIZED = '{"Message":"ErrorCode:IotHubUnauthorizedAccess;Unauthorized"}'
const NOT_APPROVED =
  '{"error":{"code":"Forbidden","message":"Public network access is disabled and request is not from a trusted service nor via an approved private link.","innererror":{"code":"ForbiddenByConnection"}}}'

/** What services say where network and permission look alike, and where the endpoint is not approved. */
export const SERVICE_DENIAL_CASES: readonly Case[] = [
  yields(
    'http-not-recognised',
    'IoT Hub says to all what its IP filter says',
    answers(HUB, A, 401, UNAUTHORIZED),
    { severity: 'info', says: ['IoT Hub', 'IP filter'] },
  ),
  spares(
    'http-not-recognised',
    'IoT Hub by its private endpoint',
    answers(HUB, IN, 401, UNAUTHORIZED),
  ),
  yields(
    'http-denied-by-perimeter',
    'the header of a company’s proxy restricts organizations',
    answers(
      'pubsub.googleapis.com',
      A,
      403,
      '{"error":{"details":[{"reason": "ORG_RESTRICTION_VIOLATION"}]}}',
    ),
    { severity: 'fail', says: ['X-Goog-Allowed-Resources'], never: ['unique id'] },
  ),
  yields(
    'http-reached-publicly',
    'a vault whose endpoint may not be approved',
    answers('kv.vault.azure.net', IN, 403, NOT_APPROVED),
    {
      severity: 'fail',
      says: ['approved private endpoint', IN, 'private-endpoint-connection list'],
      never: ['saw a caller from the internet'],
    },
  ),
  yields(
    'http-reached-publicly',
    'an account that saw the internet',
    answers(
      'orders.documents.azure.com',
      IN,
      403,
      '{"code":"Forbidden","message":"Request originated from client IP through public internet. This is blocked by your Cosmos DB account firewall settings."}',
    ),
    { severity: 'fail', says: ['saw a caller from the internet'], never: ['not approved'] },
  ),
]
