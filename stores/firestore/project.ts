import { Client } from 'undici'
import { StoreError } from '../../shared/ports/store-error.ts'

/** The metadata server answers within ms where there is one, and is not reached at all elsewhere. In ms. */
const DEADLINE = 2_000

/** https://cloud.google.com/compute/docs/metadata/querying-metadata: link-local, so that no name must resolve. */
const METADATA = '169.254.169.254'

/** The project: as given, of GOOGLE_CLOUD_PROJECT, or the metadata server's, which is asked once there is need. */
export function projectOf(
  given: string | undefined,
  env: NodeJS.ProcessEnv,
): () => Promise<string> {
  let known = given ?? (env['GOOGLE_CLOUD_PROJECT'] || undefined)
  return async () => {
    known ??= await askMetadata(env['GCE_METADATA_HOST'] || METADATA)
    return known
  }
}

async function askMetadata(host: string): Promise<string> {
  let client: Client | null = null
  try {
    // Not through any proxy: the answer is about this machine.
    client = new Client(`http://${host}`)
    const { statusCode, headers, body } = await client.request({
      method: 'GET',
      path: '/computeMetadata/v1/project/project-id',
      headers: { 'metadata-flavor': 'Google' },
      signal: AbortSignal.timeout(DEADLINE),
    })
    const text = await body.text()
    if (statusCode === 200 && headers['metadata-flavor'] === 'Google') return text.trim()
    throw new TypeError(`The metadata server answered with status ${statusCode}`)
  } catch (error) {
    throw new StoreError(
      'Cannot open the Firestore store: no project is named, and no metadata server gives one; write `project` under `firestore`, or set GOOGLE_CLOUD_PROJECT',
      { problem: 'unreachable', cause: error },
    )
  } finally {
    await client?.destroy()
  }
}
