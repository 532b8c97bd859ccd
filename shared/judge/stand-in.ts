import type { Certificate } from '../model/facts.ts'
import type { Words } from './words.ts'

/** A certificate that a front end shows where it has none for the name that was asked for. */
interface StandIn {
  readonly who: string
  readonly subject: RegExp
  readonly fix: (host: string) => string
  readonly docs: string
}

const STAND_INS: readonly StandIn[] = [
  {
    who: 'ingress-nginx',
    subject: /\bKubernetes Ingress Controller Fake Certificate\b/i,
    fix: (host) =>
      `Look at the Ingress for ${host} (kubectl get ingress -A): its tls.hosts must hold the name, its secret must exist in the same namespace with a valid pair, and its class must be this controller’s`,
    docs: 'https://kubernetes.github.io/ingress-nginx/user-guide/tls/',
  },
  {
    who: 'Traefik',
    subject: /\bTRAEFIK DEFAULT CERT\b/i,
    fix: (host) =>
      `Look at the router for ${host}: its TLS must have a certificate or a certificate resolver for the name, and the log of Traefik says why one could not be had`,
    docs: 'https://doc.traefik.io/traefik/reference/routing-configuration/http/tls/tls-certificates',
  },
]

/** Why a front end shows its own certificate for a host, and what to do; null for any other certificate. */
export function standInFor(leaf: Certificate | undefined, host: string): Required<Words> | null {
  const found = STAND_INS.find(({ subject }) => leaf !== undefined && subject.test(leaf.subject))
  if (found === undefined) return null
  const { who, fix, docs } = found
  return {
    cause: `${who} answers, and has no certificate for ${host}: it shows the one that it makes for itself`,
    fix: fix(host),
    docs,
  }
}

const ORIGIN = /\bCloudFlare Origin (?:SSL|CA)\b/i

/** A certificate that is for the way from Cloudflare to an origin alone; null for any other. */
export function ofOriginAlone(top: Certificate, host: string): Required<Words> | null {
  if (!ORIGIN.test(top.issuer)) return null
  return {
    cause: `Cloudflare signs it for its own way to the origin alone, and no client knows that authority: DNS leads ${host} past Cloudflare, to the origin itself`,
    fix: `Have DNS lead ${host} to Cloudflare (a proxied record); where clients inside are meant to reach the origin, give it a certificate of an authority that they know`,
    docs: 'https://developers.cloudflare.com/ssl/origin-configuration/origin-ca/',
  }
}
