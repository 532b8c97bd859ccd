import type { FindingRow } from './row.ts'

/** What changed of a certificate that is in order. */
export const TLS_CHANGE_FINDINGS = {
  'tls-certificate-changed': {
    step: 'handshake',
    severity: 'warn',
    traits: [],
    means: 'The target shows another certificate than before.',
    seen: 'The handshake is in order, and at no address the certificate is one that this process saw of late. By the same authority (organization) it is a renewal, told once as information; by another it is a warning of one sweep. Only what runs on (serve, a function that stays warm) remembers; for what must never change, pin it: perimeter baseline.',
    confusedWith: [
      {
        code: 'tls-intercepted',
        apart: 'there the chain itself shows that a device on the way signed',
      },
      {
        code: 'baseline-drift',
        apart:
          'there the authority is another than the baseline has, and that is told until it is the same again',
      },
    ],
    causes: [
      'the service was moved to another authority, or behind another front end',
      'a device on the way, whose root is trusted here, now ends TLS',
    ],
    fix: 'Compare the issuer in the evidence with the one that the owner of the service expects; if it is that of an inspecting device, exempt this name from inspection',
    docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4',
  },
} as const satisfies Record<string, FindingRow>
