import type { SignTable } from './sign.ts'

const INNER = 'the inner error: the last "Caused by", "--->" or "Inner exception" has the reason'

/** Words that wrap the real error, or that programs say of anything: alone they say nothing of the network. */
// biome-ignore format: one sign a line
export const WRAPPERS: SignTable = {
  family: 'general words',
  source: 'https://learn.microsoft.com/dotnet/api/system.exception.innerexception',
  signs: [
    { test: /\bAn error occurred while sending the request\b|\bHttpRequestException\b/i, shows: null, weight: 0, lookFor: INNER },
    { test: /\bOne or more errors occurred\b|\bAggregateException\b|\bAn error has occurred\b|\bAn unexpected error (?:has )?occur?red\b|\bSomething went wrong\b|\binternal error\b|\bunexpected failure\b/i, shows: null, weight: 0, lookFor: INNER },
    { test: /\bEndpointNotFoundException\b|\bno endpoint listening at\b|\bunable to reach (?:host|server|endpoint)\b/i, shows: null, weight: 0, lookFor: INNER },
    { test: /\bThe service is unavailable\b/i, shows: null, weight: 0, lookFor: 'the status and the headers of the answer, and who wrote it: IIS says so when the application itself does not run' },
    { test: /\bexit(?:ed)?(?: with)? (?:code|status):? -?\d{1,5}\b/i, shows: null, weight: 0, lookFor: 'the lines before it: an exit code tells only that a program failed' },
    { test: /\bstate blob is already locked\b|\bError acquiring the state lock\b/i, shows: null, weight: 0, lookFor: 'who holds the lock; the state was reached' },
    { test: /\bBuild failed with status: FAILURE\b|\bBUILD FAILURE\b|\bBuild failed\b|\bDeployment failed\b/i, shows: null, weight: 0, lookFor: 'the first error in the build log' },
    { test: /\bCould not load file or assembly\b|\bFileNotFoundException\b|\bModuleNotFoundError\b|\bCannot find module\b|\bImportError\b|\bNoClassDefFoundError\b|\bClassNotFoundException\b/i, shows: null, weight: 0, lookFor: 'the package in the deployment; a file on the machine is missing' },
    { test: /\bNullReferenceException\b|\bNullPointerException\b|\bTypeError: |\bIndexOutOfRange\w*|\bKeyError: |\bOutOfMemory\w*|\bSegmentation fault\b|\bStackOverflow\w*/i, shows: null, weight: 0, lookFor: 'the program’s own code' },
    { test: /\bFailed to install\b|\bprovisioning (?:state )?failed\b|\bVMExtensionProvisioningError\b/i, shows: null, weight: 0, lookFor: 'the extension’s own log on the machine' },
    { test: /\blanguage worker\b|\bworker process\b|\bwere not able to load some functions\b/i, shows: null, weight: 0, lookFor: 'the host’s log: workers start without the network' },
    { test: /\bManifest ?Unknown\b|\bmanifest unknown\b|\bInvalidQueryParameterValue\b|\bInvalid\w{3,40}Value\b|\bBadRequest\b|\bInvalidAuthenticationToken\b/i, shows: null, weight: 0, lookFor: 'the request: the service answered, so the network let it through' },
    { test: /\bNo space left on device\b|\bdisk quota exceeded\b|\bread-only file system\b|\bAccess to the path '[^'\n]{1,200}' is denied\b/i, shows: null, weight: 0, lookFor: 'the disk or the rights of the machine itself' },
    { test: /\bYour request has been accepted\b|\bInternalServerError\b/i, shows: null, weight: 0, lookFor: 'the service’s own log' },
  ],
}
