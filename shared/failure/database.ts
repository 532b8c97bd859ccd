import type { FailureRow } from './row.ts'

export const DATABASE_FAILURES = {
  database_invalid_response: {
    steps: ['greet'],
    means: 'What came back is not the database protocol that was spoken.',
    causes: [
      'another service, or another database, on this port',
      'a proxy or filter that answers in HTTP',
    ],
    fix: 'Check the port and the scheme of the URL; the raw text is how the answer begins.',
    docs: 'https://www.postgresql.org/docs/current/protocol-flow.html',
    retry: false,
    fault: 'target',
  },
} as const satisfies Record<string, FailureRow>
