import type { FailureRow } from './row.ts'

export const DATAGRAM_FAILURES = {
  udp_invalid_response: {
    steps: ['exchange'],
    means: 'Packets came back over UDP, and none was a reply to the request in its protocol.',
    causes: [
      'another service listens on the port',
      'a forged or late reply, or a device on the way that answers in the server’s place',
    ],
    fix: 'Compare the bytes in the evidence with the protocol, and check the port of the URL.',
    docs: 'https://www.rfc-editor.org/rfc/rfc5905#section-8',
    retry: true,
    fault: 'target',
  },
} as const satisfies Record<string, FailureRow>
