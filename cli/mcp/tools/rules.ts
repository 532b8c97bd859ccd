import { z } from 'zod'
import { RECIPE_FORMATS } from '../../../shared/recipes/formats.ts'
import { rulesText } from '../../command/rules.ts'
import { catalogNames, pairsOf, parameters } from '../catalog-input.ts'
import { refused, said, tool } from '../tool.ts'

/** Rules to paste. */
export const rules = tool({
  name: 'rules',
  description:
    'The firewall or DNS rules that the configuration or a catalog needs, as text to paste. Nothing is changed.',
  input: {
    for: z.enum(RECIPE_FORMATS).describe('What they are for'),
    catalog: catalogNames.exactOptional().describe('What this system needs, not the configuration'),
    with: parameters.exactOptional(),
    missing: z
      .boolean()
      .default(false)
      .describe('Only what the last stored report found blocked or misresolved'),
    cause: z.string().max(500).exactOptional().describe('Only for this cause of that report'),
    only: z.string().max(500).exactOptional().describe('Only targets whose id or name matches'),
  },
  async call({ catalog, with: given, missing, cause, only, for: format }, { io, configFile }) {
    if (catalog === undefined && configFile === null) {
      return refused('There is no configuration here: name a catalog, or start with --config FILE')
    }
    const flags = {
      ...{ for: format },
      ...(configFile !== null && { config: configFile }),
      ...(catalog !== undefined && { catalog: [catalog] }),
      ...(given !== undefined && { with: pairsOf(given) }),
      ...(missing && { missing }),
      ...(cause !== undefined && { cause }),
      ...(only !== undefined && { only }),
    }
    return said(await rulesText(flags, io))
  },
})
