import { isKnownHost } from './certificates.ts'

/**
 * Sites of public vendors that systems download from or call: authorities of the public sign for them, and never a
 * private one. Registries, forges, package sources, identity and telemetry.
 */
const SITES: ReadonlySet<string> = new Set(
  [
    'amazonaws.com amazontrust.com anthropic.com apache.org apple.com auth0.com atlassian.com bitbucket.org',
    'canonical.com cloudflare.com cran.r-project.org crates.io datadoghq.com debian.org digicert.com docker.com',
    'docker.io elastic.co fastly.net gitlab.com github.com githubusercontent.com ghcr.io golang.org go.dev',
    'gradle.org grafana.net hashicorp.com huggingface.co jsdelivr.net k8s.io launchpad.net letsencrypt.org',
    'live.com maven.org microsoft.com microsoftonline.com mcr.microsoft.com mozilla.org mysql.com nodejs.org',
    'npmjs.org npmjs.com nuget.org okta.com office.com office365.com openai.com oracle.com packagist.org',
    'pagerduty.com postgresql.org powershellgallery.com pypi.org pythonhosted.org python.org quay.io redhat.com',
    'rubygems.org rust-lang.org salesforce.com sendgrid.net sentry.io slack.com sonarcloud.io stripe.com',
    'terraform.io ubuntu.com unpkg.com visualstudio.com vscode-cdn.net wikipedia.org windowsupdate.com yarnpkg.com',
  ].flatMap((line) => line.split(' ')),
)

/** Whether a host belongs to a public vendor, so that a private authority has no business with it. */
export function isVendorHost(host: string): boolean {
  if (isKnownHost(host)) return true
  const labels = host.split('.')
  return labels.some((_, at) => SITES.has(labels.slice(at).join('.')))
}
