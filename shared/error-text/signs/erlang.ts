import type { SignTable } from './sign.ts'

/** Erlang and Elixir: RabbitMQ, CouchDB, Livebook and their like. */
// biome-ignore format: one sign a line
export const ERLANG: SignTable = {
  family: 'Erlang',
  source: 'https://www.erlang.org/doc/apps/kernel/inet.html#module-posix-error-codes',
  signs: [
    { test: /\{failed_connect,[^\n]{0,300}\bnxdomain\b|\b(?:reason: |TransportError\) )(?::nxdomain|non-existing domain)/i, shows: 'no such name', weight: 5 },
    { test: /\{failed_connect,[^\n]{0,300}\b(?:etimedout|timeout)\b/i, shows: 'connect timeout', weight: 5 },
    { test: /\{failed_connect,[^\n]{0,300}\beconnrefused\b/i, shows: 'refused', weight: 5 },
    { test: /\bgenerated (?:CLIENT|SERVER) ALERT: Fatal - (?:Unknown CA|Bad Certificate)/i, shows: 'untrusted', source: 'https://www.erlang.org/doc/apps/ssl/ssl.html' },
    { test: /\bgenerated CLIENT ALERT: Fatal - Handshake Failure\b[^\n]{0,120}hostname_check_failed\b|\bhostname_check_failed\b/i, shows: 'wrong name', source: 'https://www.erlang.org/doc/apps/ssl/ssl.html' },
    { test: /\bgenerated CLIENT ALERT: Fatal - Certificate Expired\b/i, shows: 'wrong date', source: 'https://www.erlang.org/doc/apps/ssl/ssl.html' },
    { test: /\breceived (?:CLIENT|SERVER) ALERT: Fatal - /i, shows: 'handshake alert', source: 'https://www.erlang.org/doc/apps/ssl/ssl.html' },
  ],
}
