import { DIRECT_PATH, GOOGLE_VIPS, isVip } from './google-vips.ts'
import type { Need } from './need.ts'
import { command, comments } from './shell.ts'

/** One route to Google’s addresses, whose next hop must be the default internet gateway. */
export interface VipRoute {
  readonly name: string
  readonly prefix: string
}

/**
 * The routes of the VIPs that are needed, by family, and of direct connectivity. The default route does for them; where
 * it is gone or leads elsewhere, these are needed. The traffic stays in Google’s network.
 * Source: docs.cloud.google.com/vpc/docs/configure-private-google-access
 */
export function vipRoutes(needs: readonly Need[]): readonly VipRoute[] {
  const vips = new Set(needs.flatMap(({ leads }) => (isVip(leads) ? [leads] : [])))
  const routes = [...vips].toSorted().flatMap((vip) => {
    const name = `perimeter-${vip}`
    const { prefix4, prefix6 } = GOOGLE_VIPS[vip]
    return [
      { name, prefix: prefix4 },
      { name: `${name}-v6`, prefix: prefix6 },
    ]
  })
  if (routes.length === 0) return []
  return [
    ...routes,
    { name: 'perimeter-google-directpath', prefix: DIRECT_PATH.prefix4 },
    { name: 'perimeter-google-directpath-v6', prefix: DIRECT_PATH.prefix6 },
  ]
}

/** The path to a VIP besides its rule: functions, none of which does anything before it is called. */
export function vipPath(needs: readonly Need[]): readonly string[] {
  const routes = vipRoutes(needs)
  if (routes.length === 0) return []
  const given = ': "${PROJECT:?project of the network}"'
  return [
    '',
    ...comments([
      'A VIP also needs a route to the default internet gateway and Private Google Access on the subnet. Neither is',
      'changed before this is called: perimeter_vip_route; perimeter_private_google_access SUBNET REGION',
      'The routes are of no use where the default route leads there already; v6 is for subnets with IPv6.',
    ]),
    'perimeter_vip_route() {',
    `  ${given} "\${NETWORK:?name of the VPC network}"`,
    ...routes.flatMap(({ name, prefix }) =>
      command(
        ['gcloud compute routes create', name],
        [
          '--project="$PROJECT" --network="$NETWORK"',
          `--destination-range=${prefix} --next-hop-gateway=default-internet-gateway`,
        ],
      ),
    ),
    '}',
    'perimeter_private_google_access() {',
    `  ${given} "\${2:?perimeter_private_google_access SUBNET REGION}"`,
    ...command(
      ['gcloud compute networks subnets update', '"$1"'],
      ['--project="$PROJECT" --region="$2" --enable-private-ip-google-access'],
    ),
    '}',
  ]
}
