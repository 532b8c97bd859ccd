import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { catalogList } from '../../command/catalog.ts'
import { catalogText } from '../../command/catalog-show.ts'
import { catalogNames, pairsOf, parameters } from '../catalog-input.ts'
import { refused, said, tool } from '../tool.ts'

/** What systems need. */
export const catalog = tool({
  name: 'catalog',
  description:
    'The built-in lists of endpoints that systems need; of one its rows and capabilities, or with its parameters the endpoints themselves.',
  input: {
    name: catalogNames.exactOptional().describe('Without it, the catalogs are listed'),
    with: parameters.exactOptional(),
  },
  call({ name, with: given }, { io }) {
    if (name === undefined && given !== undefined) return refused('"with" is of a catalog: name it')
    if (name === undefined) return said(catalogList('text', CATALOGS))
    const flags = given === undefined ? {} : { with: pairsOf(given) }
    return said(catalogText(name, { format: 'text', ...flags }, io))
  },
})
