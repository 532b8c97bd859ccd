import type { SignTable } from './sign.ts'

/** hyper, reqwest and rustls: cargo, uv, pixi, vector and their like. */
// biome-ignore format: one sign a line
export const RUST: SignTable = {
  family: 'Rust',
  source: 'https://docs.rs/rustls/latest/rustls/enum.CertificateError.html',
  signs: [
    { test: /\binvalid peer certificate: (?:Other\()?(?:UnknownIssuer|CaUsedAsEndEntity)\b/i, shows: 'untrusted' },
    { test: /\binvalid peer certificate: (?:contents: )?(?:NotValidForName|certificate not valid for name)\b/i, shows: 'wrong name' },
    { test: /\binvalid peer certificate: (?:Expired|NotValidYet|certificate expired|certificate not valid yet)\b/i, shows: 'wrong date' },
    { test: /\binvalid peer certificate\b/i, shows: 'certificate refused' },
    { test: /\breceived corrupt message of type InvalidContentType\b/i, shows: 'not TLS', source: 'https://docs.rs/rustls/latest/rustls/enum.Error.html' },
    { test: /\breceived fatal alert: ?(?:HandshakeFailure|InternalError|UnrecogniZ?s?edName|AccessDenied)\b/i, shows: 'handshake alert', source: 'https://docs.rs/rustls/latest/rustls/enum.AlertDescription.html' },
    { test: /\breceived fatal alert: ?ProtocolVersion\b|\bpeer is incompatible\b/i, shows: 'no common version', source: 'https://docs.rs/rustls/latest/rustls/enum.AlertDescription.html' },
    { test: /\breceived fatal alert: ?(?:BadCertificate|UnknownCA|CertificateUnknown|CertificateExpired)\b/i, shows: 'peer distrusts', source: 'https://docs.rs/rustls/latest/rustls/enum.AlertDescription.html' },
    { test: /\bpeer closed connection without sending TLS close_notify\b|\btls handshake eof\b/i, shows: 'cut in handshake', source: 'https://docs.rs/rustls/latest/rustls/manual/_03_howto/index.html' },
    { test: /\bconnection closed before message completed\b|\bIncompleteMessage\b/i, shows: 'connection ended', source: 'https://docs.rs/hyper/latest/hyper/struct.Error.html' },
    { test: /\berror trying to connect: deadline has elapsed\b|(?<!\bThe )\boperation timed out\b(?=[^\n]{0,40}$)/im, shows: 'any timeout', weight: 3, source: 'https://docs.rs/reqwest/latest/reqwest/struct.Error.html' },
    { test: /\bunsuccessful tunnel\b/i, shows: 'proxy denied', source: 'https://docs.rs/reqwest/latest/reqwest/struct.Proxy.html' },
    { test: /\bproxy authorization required\b/i, shows: 'proxy wants credentials', source: 'https://docs.rs/reqwest/latest/reqwest/struct.Proxy.html' },
  ],
}
