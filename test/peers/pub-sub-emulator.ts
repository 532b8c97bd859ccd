import { request } from 'undici'
import { type EmulatorKind, startEmulator, whatIsMissing } from './google-emulator.ts'

const PUB_SUB: EmulatorKind = {
  name: 'Pub/Sub',
  variable: 'PERIMETER_PUBSUB_JAR',
  jar: 'platform/pubsub-emulator/lib/cloud-pubsub-emulator-*-all.jar',
  args: (jar) => ['-jar', jar],
}

export interface PubSub extends AsyncDisposable {
  /** As PUBSUB_EMULATOR_HOST wants it. */
  readonly host: string
  /** Makes the topic, and has its messages pushed to an address. */
  subscribe(topic: string, endpoint: string): Promise<void>
}

/** What keeps the emulator from running here; null when nothing does. In CI it must run: throws there. */
export const pubSubMissing = (): string | null => whatIsMissing(PUB_SUB)

/** Google's emulator of Pub/Sub. */
export async function startPubSub(): Promise<PubSub> {
  const { host, stop } = await startEmulator(PUB_SUB)
  return {
    host,
    async subscribe(topic, pushEndpoint) {
      await put(`http://${host}/v1/${topic}`, {})
      const subscription = topic.replace('/topics/', '/subscriptions/')
      const pushConfig = { pushEndpoint }
      await put(`http://${host}/v1/${subscription}`, { topic, pushConfig, ackDeadlineSeconds: 310 })
    },
    [Symbol.asyncDispose]: stop,
  }
}

async function put(url: string, content: object): Promise<void> {
  const { statusCode, body } = await request(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  })
  const text = await body.text()
  if (statusCode !== 200) throw new Error(`PUT ${url}: ${statusCode} ${text.slice(0, 300)}`)
}
