import { setFlagsFromString } from 'node:v8'

/**
 * V8's young generation stays as small as it begins. By default it doubles under a burst of garbage, to three times
 * 16 MB and more, and never gives that back: a sweep of 200 targets peaked at 233 MiB and peaks at 146, a log of binary
 * data that is explained at 390 and 210. The price is more collections: a sweep takes a sixth more CPU, 0.1 s for 200
 * targets. Of the flags for its size this is the one that V8 reads at each growth, not only at the start, where a
 * function cannot set any:
 * https://github.com/v8/v8/blob/main/src/flags/flag-definitions.h
 */
setFlagsFromString('--semi-space-growth-factor=1')

/**
 * The old generation is collected when it has grown by half since the last time. By default it may grow to four times
 * of what is alive before: `serve` had 180 to 240 MB after 20 sweeps of 200 targets, of which 30 MB of heap were alive,
 * and has 140. The price is one such collection a sweep, where it was one in two: 2 to 3 % of the CPU. V8 reads the
 * flag whenever it sets the next limit: https://github.com/v8/v8/blob/main/src/heap/heap-controller.cc
 */
setFlagsFromString('--heap-growing-percent=50')
