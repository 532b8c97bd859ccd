import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens } from '../path-pieces.ts'

const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const PORTS = [22, 111, 443, 1433, 2049, 3306, 3307, 5432, 5433, 6378, 6379, 6380, 11211]
const CATALOGS = [null, 'cloud-sql', 'alloydb', 'memorystore', 'gke-nodes']
const inGoogle = { vantage: { cloud: 'gcp', facts: {} } } as const

/** A private address of a VPC network that is silent, at ports of managed services and at others. */
export const GOOGLE_PORTS = PORTS.map((port) => ({
  name: `port ${port}, in a VPC network`,
  evidence: sweep([
    check(`tcp://10.3.0.9:${port}`, {}, opens('10.3.0.9', silent)),
    check(`tcp://db.corp:${port}`, {}, resolves(['10.3.0.8']), opens('10.3.0.8', silent)),
    control(),
  ]),
  ...inGoogle,
}))

/** The same of a target of a catalog, alone and where another of its kind answers. */
export const GOOGLE_CATALOGS = CATALOGS.flatMap((catalog) =>
  [[], [check('tcp://10.3.0.7:5432', { catalog }, opens('10.3.0.7'))]].map((others) => ({
    name: `catalog ${catalog}${others.length === 0 ? '' : ', another answers'}`,
    evidence: sweep([
      check('tcp://10.3.0.9:5432', { catalog }, opens('10.3.0.9', silent)),
      ...others,
      control(),
    ]),
    ...inGoogle,
  })),
)
