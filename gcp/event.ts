import { SCHEDULE_TIME } from './due.ts'
import type { Instance } from './instance.ts'
import { requestTrace, traceOf } from './trace.ts'

/** What is read of a CloudEvent (https://github.com/cloudevents/spec). */
export interface SweepEvent {
  readonly id?: string
  readonly type?: string
  /** RFC 3339. A message that is delivered again brings the same. */
  readonly time?: string
  /** Put there by the framework. */
  readonly traceparent?: string
}

/**
 * A scheduled sweep for an event, whatever it says: it is the request of the Scheduler in another envelope, and IAM has
 * let it in. Delivered again, it is answered with the sweep that it began. Rejects, so that it is delivered again,
 * when another instance is sweeping, which may have died, and when nothing can be swept.
 */
export async function sweepFor(
  event: SweepEvent,
  instance: Pick<Instance, 'fetch'>,
): Promise<void> {
  const trace = traceOf({ traceparent: event.traceparent })
  await requestTrace.run(trace, async () => {
    const answer = await instance.fetch(requestOf(event))
    if (answer.ok) return
    const { type = 'no type', id = 'no id' } = event
    throw new Error(
      `The event ${type} ${id} was not swept for: ${answer.status} ${await answer.text()}`,
    )
  })
}

function requestOf({ time }: SweepEvent): Request {
  return new Request('https://perimeter.invalid/api/sweep', {
    method: 'POST',
    headers: {
      authorization: 'Bearer event',
      'x-cloudscheduler': 'true',
      ...(time !== undefined && { [SCHEDULE_TIME]: time }),
    },
  })
}
