import { z } from 'zod'

/** The clouds that have a shell, each in the folder of its name. */
export const PLATFORMS = ['azure', 'gcp'] as const
export type CloudPlatform = (typeof PLATFORMS)[number]

/** Where a probe runs, or what a catalog is about; `other`: any other machine, any network. */
export const cloud = z.enum([...PLATFORMS, 'other'])
export type Cloud = z.infer<typeof cloud>
