import { type More, optional, row } from './azure-sources.ts'
import type { CatalogCapability, EndpointRow, Parameter } from './catalog.ts'
import { NPM_HOST } from './npm-host.ts'

/** Languages that Oryx builds on Linux. Java is built before it is deployed. */
const ORYX_BUILDS = { os: ['linux'], build: ['python', 'node', 'dotnet'] }

/** The parameters that the rows below depend on. */
// biome-ignore format: one parameter a line
export const BUILD_PARAMETERS = {
  os: { type: 'choice', required: false, default: 'linux', values: ['linux', 'windows'], describe: 'Operating system of the plan; Oryx builds on Linux' },
  build: { type: 'list', required: false, default: [], values: ['python', 'node', 'dotnet', 'powershell', 'java'], describe: 'Languages of a remote build; powershell: managed dependencies; java adds nothing, since the platform does not build it' },
} satisfies Record<string, Parameter>

/** What a remote build makes work. */
// biome-ignore format: one capability a line
export const BUILD_CAPABILITIES: readonly CatalogCapability[] = [
  { id: 'remote-build', sandbox: 'build', name: 'Oryx fetches what a remote build needs', symptom: 'The build hangs after "Detecting platforms..." for about 100 s, then "Error: Oops... An unexpected error has occurred."', quotes: ['Detecting platforms...', 'Error: Oops... An unexpected error has occurred.', 'Error: System.AggregateException: One or more errors occurred. (A task was canceled.)', 'GetAvailableVersionsFromStorage', 'Failed to get SDK versions for platform', 'Http request to retrieve the SDKs available to download from', 'Http request to retrieve the default version from', 'Please ensure that your network configuration allows traffic to required Oryx dependencies'] },
  { id: 'build-python', sandbox: 'build', when: { build: ['python'] }, name: 'Remote build of a Python app', symptom: 'pip install fails in the build log' },
  { id: 'build-node', sandbox: 'build', when: { build: ['node'] }, name: 'Remote build of a Node.js app', symptom: 'npm install fails in the build log' },
  { id: 'build-dotnet', sandbox: 'build', when: { build: ['dotnet'] }, name: 'Remote build of a .NET app', symptom: 'dotnet restore fails in the build log' },
  { id: 'powershell-modules', name: 'PowerShell managed dependencies install', symptom: 'Modules of requirements.psd1 are missing at run time, also where www.powershellgallery.com alone is allowed' },
]

/** Oryx and the package registries, which remote builds of App Service and Functions call. */
// biome-ignore format: one endpoint a line
export const BUILD_ROWS: readonly EndpointRow[] = [
  row('oryx', 'https://oryx-cdn.microsoft.io/', 'remote-build build-python build-node build-dotnet', 'oryx', { when: ORYX_BUILDS, expect: { http: { status: [400] } }, note: '400 InvalidQueryParameterValue is the answer of the CDN itself' }),
  row('oryx-backup', 'https://oryxsdksprodbackup.blob.core.windows.net/', 'remote-build', 'oryx', { when: ORYX_BUILDS, ...optional('When the CDN fails and a backup is configured') }),
  row('oryx-origin', 'https://oryxsdksprod.blob.core.windows.net/', 'remote-build', 'oryx', { when: ORYX_BUILDS, ...optional('The origin behind the CDN') }),
  row('oryx-mcr', 'https://mcr.microsoft.com/', 'remote-build', 'oryx', { when: ORYX_BUILDS, ...optional('The newer source of SDKs'), wildcard: '*.data.mcr.microsoft.com', needsWildcard: 'Data hosts are regional and change; Microsoft asks not to pin them' }),
  row('pypi', 'https://pypi.org/', 'build-python', 'builds', language('python')),
  row('pypi-files', 'https://files.pythonhosted.org/', 'build-python', 'builds', language('python')),
  row('npm', `https://${NPM_HOST}/`, 'build-node', 'builds', language('node')),
  row('nuget', 'https://api.nuget.org/', 'build-dotnet', 'builds', language('dotnet')),
  row('powershell-gallery', 'https://www.powershellgallery.com/', 'powershell-modules', 'gallery', { ...language('powershell'), wildcard: '*.powershellgallery.com', note: 'Search; the packages come from the next host' }),
  row('powershell-packages', 'https://cdn.powershellgallery.com/', 'powershell-modules', 'gallery', { ...language('powershell'), note: 'The gallery redirects each download here' }),
  row('powershell-provider', 'https://cdn.oneget.org/', 'powershell-modules', 'gallery', { ...language('powershell'), note: 'The NuGet provider that PowerShellGet begins with' }),
]

function language(name: string): More {
  return { when: { build: [name] } }
}
