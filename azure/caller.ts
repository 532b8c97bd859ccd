import type { Auth } from '../shared/web/auth.ts'

/**
 * Who calls: the front end lets nobody through without the function key. The name is the one that Easy Auth found, which
 * removes what a client sent under it; with Easy Auth off a client may write what it likes there (UNVERIFIED), and
 * gains no more than a count of its own for how often it may call.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
 */
export const platformAuth: Auth = ({ headers }) => ({
  name: headers.get('x-ms-client-principal-name') ?? 'function key',
})
