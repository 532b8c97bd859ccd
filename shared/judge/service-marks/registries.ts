import type { Mark, ServiceMarks } from './row.ts'

/** Marks of the content networks that the registries stand behind, and of the distribution protocol. */
const FASTLY: readonly Mark[] = [
  { header: 'x-served-by', value: /cache-/ },
  { header: 'via', value: /varnish/i },
]
const CLOUDFLARE: readonly Mark[] = [
  { header: 'cf-ray' },
  { header: 'server', value: /^cloudflare$/i },
]
const DISTRIBUTION: readonly Mark[] = [
  { header: 'docker-distribution-api-version' },
  {
    header: 'www-authenticate',
    value: /^Bearer realm="https:\/\/(?:auth\.docker\.io|ghcr\.io|quay\.io|registry\.k8s\.io)/i,
  },
  { body: /^\s{0,20}\{\s{0,20}"(?:errors|token|message)"/ },
]
/** What mirrors say that a company runs under the public name: they serve, and do not block. */
const MIRRORS: readonly Mark[] = [
  { header: 'x-jfrog-version' },
  { header: 'server', value: /^(?:Nexus|Artifactory|JFrog|devpi|verdaccio)/i },
]

/** Public package and image registries. What the content networks add is known from practice. */
// biome-ignore format: one service a line
export const REGISTRY_MARKS: readonly ServiceMarks[] = [
  { service: 'PyPI', hosts: ['pypi.org', 'files.pythonhosted.org'], marks: [{ header: 'x-pypi-last-serial' }, ...FASTLY, ...MIRRORS], redirects: ['pypi.org', 'pythonhosted.org', 'python.org'], source: 'UNVERIFIED https://docs.pypi.org/api/' },
  { service: 'the npm registry', hosts: ['registry.npmjs.org'], marks: [{ header: 'content-type', value: /^application\/(?:vnd\.npm|json)/i }, ...CLOUDFLARE, ...MIRRORS], redirects: ['npmjs.com', 'npmjs.org', 'github.com'], source: 'UNVERIFIED https://docs.npmjs.com/cli/using-npm/registry' },
  { service: 'NuGet', hosts: ['api.nuget.org', 'www.nuget.org'], marks: [{ header: 'x-ms-' }, { header: 'x-azure-' }, { header: 'x-cache', value: /^(?:TCP_|CONFIG_)/ }, { header: 'content-type', value: /^application\/(?:json|xml)/i }, ...MIRRORS], redirects: ['nuget.org', 'azureedge.net', 'microsoft.com'], source: 'UNVERIFIED https://learn.microsoft.com/nuget/api/overview' },
  { service: 'Docker Hub', hosts: ['registry-1.docker.io', 'auth.docker.io', 'index.docker.io'], marks: [...DISTRIBUTION, ...CLOUDFLARE, ...MIRRORS], redirects: ['docker.io', 'docker.com', 'cloudflarestorage.com'], source: 'https://distribution.github.io/distribution/spec/api/' },
  { service: 'the registry of Kubernetes', hosts: ['registry.k8s.io'], marks: [...DISTRIBUTION, { header: 'via', value: /google/i }, { header: 'server', value: /Google Frontend/ }, ...MIRRORS], redirects: ['k8s.io', 'pkg.dev', 'amazonaws.com', 'kubernetes.io', 'github.com'], source: 'https://distribution.github.io/distribution/spec/api/' },
  { service: 'GitHub', hosts: ['ghcr.io', 'api.github.com', 'github.com', 'codeload.github.com'], marks: [...DISTRIBUTION, { header: 'x-github-request-id' }, { header: 'server', value: /^github/i }], redirects: ['github.com', 'githubusercontent.com', 'github.io'], source: 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api' },
]
