import { readRoots } from '../shared/config/roots.ts'
import type { Config } from '../shared/config/schema.ts'
import { fileName } from '../shared/document/problem.ts'
import { type ConfigContext, planningAt, refusedFile } from './plan-file.ts'

/** The extra roots of a configuration, PEM. Throws RefusedConfigError for those that cannot be read. */
export function rootsOf(
  config: Pick<Config, 'ca' | 'origin'>,
  context: ConfigContext,
): readonly string[] {
  const { readFile } = planningAt(context)
  return config.ca.flatMap((given, i) => {
    const file = fileName(config.origin, ['ca', i], given)
    const { certificates, complaint } = readRoots(given, readFile)
    if (certificates !== null) return certificates
    throw refusedFile(file, `${file} of ca ${complaint.message}`, complaint.remedy)
  })
}
