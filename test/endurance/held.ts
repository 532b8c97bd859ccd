import process from 'node:process'

/** Loaded into a process before its program: says at SIGUSR2 what lives in its heap, in bytes. */
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  process.stderr.write(`held ${process.memoryUsage().heapUsed}\n`)
})
