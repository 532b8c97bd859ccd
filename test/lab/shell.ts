import { spawn } from 'node:child_process'

export interface RunOptions {
  readonly input?: string
  /** The whole environment of the command; the lab hands on nothing of its own but PATH. */
  readonly env?: Readonly<Record<string, string>>
  /** After this many ms the command is killed. */
  readonly timeout?: number
  /** Kills the command when aborted. */
  readonly signal?: AbortSignal
}

export interface Outcome {
  /** null: ended by a signal. */
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Runs a command to its end. Throws only when it cannot be started at all. */
export async function attempt(
  command: string,
  args: readonly string[],
  { input, env, timeout = 30_000, signal }: RunOptions = {},
): Promise<Outcome> {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    timeout,
    killSignal: 'SIGKILL',
    // A group of its own: Ctrl-C is for the lab, which then ends what it started.
    detached: true,
    ...(signal && { signal }),
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  // A command that does not read its input closes it early; its status tells.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input ?? '')
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', resolve)
  const status = await promise
  return { status, out, err }
}

/** Runs a command that must succeed and returns its output. Throws with what it said on stderr. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { status, out, err } = await attempt(command, args, options)
  if (status !== 0) {
    const said = (err || out).trim()
    throw new Error(`${command} ${args.join(' ')} ended with ${status ?? 'a signal'}: ${said}`)
  }
  return out
}
