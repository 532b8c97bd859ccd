import type { FailureRow } from './row.ts'

export const PROBE_FAILURES = {
  interrupted: {
    steps: ['query', 'resolve', 'connect', 'proxy', 'handshake', 'request', 'greet', 'exchange'],
    means: 'The sweep was cancelled or ran out of time while this step was under way.',
    causes: [
      'limits.sweep or limits.target is too short for what is checked',
      'the host shut down',
    ],
    fix: 'Raise limits.sweep or limits.target, or check fewer targets.',
    docs: 'https://nodejs.org/api/globals.html#class-abortcontroller',
    retry: false,
    fault: 'probe',
  },
  identity_token_unavailable: {
    steps: ['request'],
    means: 'The platform gave the probe’s own identity no token, so the request was not sent.',
    causes: ['the app has no managed identity or service account', 'its endpoint does not answer'],
    fix: 'Give the app an identity; the raw text is the reason that the platform gave.',
    docs: 'https://learn.microsoft.com/azure/app-service/overview-managed-identity',
    retry: false,
    fault: 'probe',
  },
  probe_fault: {
    steps: ['query', 'resolve', 'connect', 'proxy', 'handshake', 'request', 'greet', 'exchange'],
    means:
      'The probe itself failed (out of file descriptors or buffers, or a bug); this says nothing about the target.',
    causes: ['the host of the probe is out of resources', 'a bug in the probe'],
    fix: 'Lower limits.concurrency; if it stays, report the raw text as a bug.',
    docs: 'https://nodejs.org/api/errors.html',
    retry: true,
    fault: 'probe',
  },
  unknown_failure: {
    steps: ['query', 'resolve', 'connect', 'proxy', 'handshake', 'request', 'greet', 'exchange'],
    means: 'A failure that has no name here yet; the raw text is all that is known.',
    causes: ['see the raw text'],
    fix: 'Report the raw text, so that it gets a name.',
    docs: 'https://nodejs.org/api/errors.html',
    retry: true,
    fault: 'path',
  },
} as const satisfies Record<string, FailureRow>
