import type { ExitStatus } from '../../cli/io.ts'
import { perimeter } from '../../cli/program.ts'

export interface Running extends AsyncDisposable {
  readonly origin: string
  readonly out: () => string
  readonly err: () => string
  /** Resolves as soon as stderr holds the text so many times (default: once). */
  said(text: string, times?: number): Promise<void>
  /** What SIGHUP does. */
  hangup(): void
  /** Asks it to end, and gives its exit status. */
  stop(): Promise<ExitStatus>
}

/** `perimeter serve` in this process, on a port of its own. */
export async function serving(
  cwd: string,
  env: Record<string, string> = {},
  terminal = false,
  more: readonly string[] = [],
): Promise<Running> {
  const end = new AbortController()
  let out = ''
  let err = ''
  const waiting: { met: () => boolean; resolve: () => void }[] = []
  const wake = () => {
    for (const one of waiting) if (one.met()) one.resolve()
  }
  const until = (met: () => boolean) =>
    new Promise<void>((resolve) => {
      waiting.push({ met, resolve })
      wake()
    })
  let hangup = () => end.abort()
  const ended = perimeter(['serve', '--port', '0', ...more], {
    out: (text) => {
      out += text
      wake()
    },
    err: (text) => {
      err += text
      wake()
    },
    ...{ env, cwd, signal: end.signal },
    onHangup(act) {
      hangup = act
    },
    terminal: { out: terminal, err: terminal, columns: 100 },
  })
  const stop = async () => {
    end.abort()
    return await ended
  }
  await Promise.race([until(() => out.includes('Token')), ended])
  return {
    origin: /http:\/\/[^/]+/.exec(out)?.[0] ?? '',
    out: () => out,
    err: () => err,
    async said(text, times = 1) {
      const met = () => err.split(text).length > times
      await Promise.race([until(met), ended])
      if (!met()) throw new Error(`It ended without having said ${text}: ${err}`)
    },
    hangup: () => hangup(),
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
    },
  }
}

/** A configuration with one target, that port, in a sweep that does not hurry. */
export function serveConfig(port: number, more = ''): Record<string, string> {
  const limits = 'limits: { step: 20s, target: 30s, sweep: 60s, attempts: 1 }\n'
  return {
    'perimeter.yaml': `vantage: here\nproxy: none\nresolvers: []\n${limits}${more}targets: [{ name: own, url: "tls://127.0.0.1:${port}" }]\n`,
  }
}
