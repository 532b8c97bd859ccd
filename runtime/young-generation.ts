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
