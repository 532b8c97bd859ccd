import process from 'node:process'

/**
 * getaddrinfo runs in libuv’s thread pool, which gives it half of four threads: two names whose resolver is silent
 * would make every other name late. Must be set before the pool starts, hence before any other import.
 * https://nodejs.org/api/cli.html#uv_threadpool_sizesize
 */
process.env['UV_THREADPOOL_SIZE'] ??= '64'
