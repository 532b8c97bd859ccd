/**
 * The connection that a request came by, both ends as `host:port`, where the shell itself listens. Behind a platform's
 * front end nothing of it would say who calls.
 */
export interface Connection {
  readonly local: string
  readonly remote: string
}

/**
 * Scheme and host by which the caller reaches us; null: only the caller says so. A front end routes by Host, and lets
 * none through but ours. Where we listen ourselves, anything may stand there, and what is not the address that was
 * connected to is not repeated.
 */
export function ownOrigin(url: string, connection: Connection | null): string | null {
  const { host, origin } = new URL(url)
  if (connection === null || host === connection.local) return origin
  const [, port] = /^(?:127\.\d+\.\d+\.\d+|\[::1\]):(\d+)$/.exec(connection.local) ?? []
  return port !== undefined && host === `localhost:${port}` ? origin : null
}
