import process from 'node:process'
import { open } from '../../../azure/compose-app.ts'
import { planApp } from '../../../azure/plan.ts'
import { Drain } from '../../../runtime/drain.ts'
import { RawQueue } from './raw-queue.ts'

/**
 * An instance of the function app, its trigger pretended: `sweep` begins one and ends; `shards QUEUE-URL` takes messages as the
 * host does, one at a time, until it is killed, and tells of each before and after. Some it doubles, to come late.
 */
const [mode = '', queueUrl = ''] = process.argv.slice(2)
const { env } = process
const say = (text: string) => void process.stdout.write(`${text}\n`)
const log = {
  write: ({ severity, message }: { severity: string; message: string }) => {
    if (severity !== 'info') process.stderr.write(`${message}\n`)
  },
}
const opened = open(await planApp(env, import.meta.dirname, log), { env, log, drain: new Drain() })
if (mode === 'sweep') {
  await opened.sweep({ isPastDue: false })
  await opened.close()
} else {
  await takeMessages(new RawQueue(queueUrl))
}

async function takeMessages(queue: RawQueue): Promise<never> {
  for (;;) {
    const message = await queue.receive()
    if (message === null) continue
    say('taking')
    if (Math.random() < 0.2) await queue.put(message.text, 2)
    await opened.shard(JSON.parse(Buffer.from(message.text, 'base64').toString('utf8'))).then(
      () => queue.remove(message),
      (error: unknown) => process.stderr.write(`${error}\n`),
    )
    say('done')
  }
}
