import process from 'node:process'
import { afterEach, expect, test, vi } from 'vitest'
import { leaveLookupsBehind } from '../../cli/leave.ts'
import { systemNetwork } from '../../probes/network.ts'

afterEach(() => void vi.restoreAllMocks())

/** Stands in for the replacement of this process, and says what by. */
function replaced(): readonly unknown[][] {
  const calls: unknown[][] = []
  vi.spyOn(process, 'execve').mockImplementation(((...args: unknown[]) => {
    calls.push(args)
  }) as never)
  return calls
}

test('a getaddrinfo under way is left behind: the process ends by its status, at once', async () => {
  const calls = replaced()
  const looking = systemNetwork()
    .lookup('localhost')
    .catch(() => [])
  await leaveLookupsBehind(3)
  expect(calls).toEqual([['/bin/sh', ['sh', '-c', 'exit 3'], {}]])
  await looking
})

test('without one the process ends as any other', async () => {
  const calls = replaced()
  await leaveLookupsBehind(3)
  expect(calls).toEqual([])
})
