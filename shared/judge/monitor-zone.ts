/** What an empty zone of Azure Monitor means, and what to do. */
export const MONITOR_WITHOUT_SCOPE = {
  cause:
    'The zone is linked here, and no private link scope of Azure Monitor serves this network: the public names of Azure Monitor are aliases into its zones for everybody, so an empty zone hides them; or the scope has a private endpoint whose DNS zone group lacks this zone',
  fix: 'Without a scope: unlink the zones of Azure Monitor from this network (or set the resolution policy of the links to NxDomainRedirect). With one: add its private endpoint’s DNS zone group with all of its zones. Link all of these zones or none',
} as const
