import { z } from 'zod'
import { checkedText, complain, duration, nonEmpty } from '../document/text.ts'

/** https://learn.microsoft.com/azure/azure-portal/get-subscription-tenant-id */
const SUBSCRIPTION = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects; older ones begin with a domain. */
const PROJECT = /^([a-z0-9][a-z0-9.-]{0,252}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/

/** The id of a subscription of Azure. */
export const subscriptionId = checkedText((text) =>
  SUBSCRIPTION.test(text)
    ? null
    : {
        message: 'is not the id of a subscription',
        remedy: 'Take it from `az account list`: 00000000-0000-0000-0000-000000000000',
      },
)

/** The id of a project of Google Cloud. */
export const projectId = checkedText((text) =>
  PROJECT.test(text)
    ? null
    : {
        message: 'is not the id of a project',
        remedy: 'Take the id, not the name or number, from `gcloud projects list`',
      },
)

/** More than these nobody's network lies in, and each is asked for. */
const MOST = 100

/** Where the configuration of the network comes from, and where the probe stands in it; made when a file has it. */
export const network = z.lazy(() =>
  z
    .strictObject({
      file: nonEmpty
        .nullable()
        .default(null)
        .describe(
          'JSON of `perimeter network pull`, or what az, Resource Graph, ARM and gcloud print: network.json',
        ),
      azure: z
        .strictObject({
          subscriptions: z
            .array(subscriptionId)
            .min(1)
            .max(MOST)
            .describe('Ids of subscriptions: 00000000-0000-0000-0000-000000000000'),
        })
        .nullable()
        .default(null)
        .describe('Subscriptions whose networks the probe reads with its own identity'),
      google: z
        .strictObject({
          projects: z
            .array(projectId)
            .min(1)
            .max(MOST)
            .describe('Ids of projects; of a Shared VPC the host project'),
        })
        .nullable()
        .default(null)
        .describe('Projects whose networks the probe reads with its own identity'),
      refresh: duration
        .prefault('15m')
        .describe('How old what was read from the clouds may get before it is read again'),
      subnet: nonEmpty
        .nullable()
        .default(null)
        .describe(
          'The subnet of the probe: its id, vnet/subnet, or region/subnet; default: by the app, else by the addresses of the host',
        ),
      tags: z
        .array(nonEmpty)
        .nullable()
        .default(null)
        .describe('Google Cloud: the network tags of the probe, [] for none; default: not known'),
      serviceAccount: nonEmpty
        .nullable()
        .default(null)
        .describe('Google Cloud: the service account of the probe; default: not known'),
    })
    .superRefine(({ file, azure, google }, ctx) => {
      const isPulled = azure !== null || google !== null
      if ((file !== null) !== isPulled) return
      const message = isPulled
        ? 'names a file and clouds to read from'
        : 'does not say where the configuration comes from'
      complain(ctx, { message, remedy: 'Write file, or azure and google' })
    }),
)
