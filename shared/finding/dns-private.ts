import type { FindingRow } from './row.ts'

const PE_DNS = 'https://learn.microsoft.com/azure/private-link/private-endpoint-dns'
const KV_PL = 'https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics'
const PGA = 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access'

/** What a name resolves to against what is expected of it: private zones, Google VIPs, addresses. */
export const DNS_PRIVATE_FINDINGS = {
  'dns-private-record-missing': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'The private link zone answers for the name and has no record for it.',
    seen: 'NXDOMAIN or an empty answer behind an alias into privatelink.*, or with the SOA of such a zone (mname azureprivatedns.net when Azure’s own zone answered).',
    confusedWith: [
      {
        code: 'dns-name-not-found',
        apart: 'there no private link zone is involved',
      },
      {
        code: 'dns-private-zone-not-used',
        apart: 'there the zone is not asked, and the public address comes back',
      },
    ],
    causes: [
      'the private endpoint was deleted or made anew without a DNS zone group',
      'the resource belongs to somebody else who has a private endpoint of their own, and your linked zone hides the public name',
      'two endpoints shared one zone group and removed each other’s record',
    ],
    fix: 'Add the A record through the DNS zone group of the private endpoint. If there is none here, set the link’s resolution policy to NxDomainRedirect so that the public answer is used',
    docs: 'https://learn.microsoft.com/azure/dns/private-dns-fallback',
  },
  'dns-public-zone-shadowed': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'A private zone is named after the public suffix and hides the public names in it.',
    seen: 'NXDOMAIN with the SOA of a private zone that has the public suffix as its name; or, as a warning, a private address without the alias into the private link zone.',
    confusedWith: [
      {
        code: 'dns-private-record-missing',
        apart: 'there the zone is the right one (privatelink.*) and lacks the record',
      },
      { code: 'dns-name-not-found', apart: 'there public DNS says no' },
    ],
    causes: [
      'the private zone was made with the public suffix instead of the privatelink name',
      'a custom DNS server is authoritative for the public suffix',
      'a Google private zone (googleapis.com, pkg.dev) lacks the wildcard record for the rest of its names',
    ],
    fix: 'Azure: move the records to the privatelink zone and, when it serves no other names, delete the zone named after the public suffix, its virtual network links first. Google Cloud: add a *.DOMAIN record to the zone',
    docs: PE_DNS,
  },
  'dns-private-zone-not-used': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means:
      'A private endpoint exists, and this resolver answers with the public address all the same.',
    seen: 'The alias chain leads into privatelink.*, the address is public, and a private one is expected. A second resolver with a private answer proves a missing forwarder; without one the causes look the same from inside, and the finding says so.',
    confusedWith: [
      {
        code: 'dns-no-private-endpoint',
        apart: 'there the chain holds no alias into privatelink.*: no endpoint is approved',
      },
      {
        code: 'dns-private-record-missing',
        apart: 'there the zone is used and answers NXDOMAIN',
      },
    ],
    causes: [
      'the private zone is not linked to the network that the resolver resolves in',
      'a custom DNS server does not forward the public suffix to 168.63.129.16 or a private resolver',
      'the zone has another name than the alias',
      'the link’s resolution policy is NxDomainRedirect and the record is missing',
    ],
    fix: 'Link the zone that the alias names to the network of the resolver; on a custom DNS server forward the public suffix (not privatelink.*)',
    docs: PE_DNS,
  },
  'dns-no-private-endpoint': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'A private address is expected, and nothing leads into a private zone.',
    seen: 'Public addresses, and an alias chain on the wire without privatelink.*: public DNS inserts that alias as soon as one endpoint is approved.',
    confusedWith: [
      {
        code: 'dns-private-zone-not-used',
        apart: 'there the alias is present, so the endpoint is too',
      },
    ],
    causes: [
      'the resource has no private endpoint',
      'the endpoint’s connection is pending or was rejected',
      'a private zone of your own for the name is not used by this resolver',
    ],
    fix: 'Create a private endpoint for the resource, or approve its pending connection; then check the zone link',
    docs: KV_PL,
  },
  'dns-google-vip-wrong': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'The name resolves to the other Google VIP, or to a mix of both.',
    seen: 'Addresses of 199.36.153.8/30 where 199.36.153.4/30 is expected, or the reverse (or their IPv6 ranges).',
    confusedWith: [
      {
        code: 'dns-google-vip-not-used',
        apart: 'there the addresses are of neither VIP',
      },
    ],
    causes: [
      'the private zone follows the recipe of the other VIP',
      'records of both recipes were put into one zone: requests then fail by chance',
    ],
    fix: 'Give the zone the four A records of the one VIP only: restricted 199.36.153.4 to .7, private 199.36.153.8 to .11',
    docs: PGA,
  },
  'dns-google-vip-not-used': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means:
      'A Google VIP or a Private Service Connect endpoint is expected, and the name resolves to other addresses.',
    seen: 'The default public addresses of Google; or, where a VIP is expected, an internal address (a Private Service Connect endpoint or a stray record).',
    confusedWith: [
      { code: 'dns-google-vip-wrong', apart: 'there a VIP is used, and the wrong one' },
    ],
    causes: [
      'the private zone is not bound to this network',
      'the zone lacks this domain (pkg.dev, gcr.io and run.app need zones of their own in addition to googleapis.com)',
      'an outbound server policy, or a resolver that is not the one of the VPC, does not ask the private zones',
    ],
    fix: 'Bind a private zone for the domain to this network: *.DOMAIN as a CNAME of the VIP’s name, and that name with its four A records',
    docs: PGA,
  },
  'dns-companion-not-private': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means:
      'The name is private, and another name of the same resource that clients go on to is not.',
    seen: 'The name resolves to private addresses, and what its resource is known by besides (blob of a data lake, the regions of a Cosmos DB account, the data endpoints of a registry, scm of a site) resolves publicly, or not at all. A warning where a part of the clients needs it.',
    confusedWith: [
      {
        code: 'dns-private-zone-not-used',
        apart: 'there the target’s own name is public',
      },
    ],
    causes: [
      'the other sub-resource has no private endpoint',
      'its record is missing: made by hand, or a region was added after the endpoint',
    ],
    fix: 'Give each name a record: a private endpoint for each sub-resource, each with a DNS zone group',
    docs: 'https://learn.microsoft.com/azure/storage/common/storage-private-endpoints',
  },
  'dns-private-unexpected': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up'],
    means: 'The name must resolve publicly and resolves to a private address.',
    seen: 'An RFC 1918, unique local, shared or configured private address, or a Google VIP, where `resolution: public` is expected.',
    confusedWith: [
      {
        code: 'dns-public-zone-shadowed',
        apart: 'there a private address is expected, and the way to it is wrong',
      },
      { code: 'dns-sinkholed', apart: 'there the address leads nowhere at all' },
    ],
    causes: [
      'a private zone for the name or its suffix is linked here',
      'a custom DNS server overrides the name',
      'the expectation is old: the service has a private endpoint now',
    ],
    fix: 'Remove the record or the link, or correct `expect.resolution`',
    docs: PE_DNS,
  },
  'dns-zone-unexpected': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'Another zone answered than the one expected, or the one that must not.',
    seen: 'The SOA of the last name of the alias chain, or where no server gave it the names themselves, against `expect.zone`. A zone with `!` before it must not answer.',
    confusedWith: [
      {
        code: 'dns-private-zone-not-used',
        apart: 'there the address is public where a private one is expected',
      },
      { code: 'dns-address-unexpected', apart: 'there the address is judged, not its zone' },
    ],
    causes: [
      'an alias leads into a zone of another name, or out of the expected one',
      'a deeper zone, or one of the same suffix, is linked as well and wins',
      'the expectation names the zone of another set-up',
    ],
    fix: 'Move the record to the zone expected, or correct `expect.zone`',
    docs: PE_DNS,
  },
  'dns-address-unexpected': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'The name resolves to an address outside what is expected.',
    seen: 'An address in none of `expect.addresses`; or a public one where a private one is expected, when the alias chain could not be seen or only some addresses are public; or a public IPv6 address beside the right IPv4 one, and it connects.',
    confusedWith: [
      {
        code: 'dns-private-zone-not-used',
        apart: 'there the alias chain shows the private endpoint',
      },
    ],
    causes: [
      'the record points to an old or to another endpoint',
      'another network’s zone answers',
      'the expectation does not hold the new prefix',
    ],
    fix: 'Compare the address with the endpoint’s network interface; correct the record or `expect.addresses`',
    docs: PE_DNS,
  },
  'dns-records-unexpected': {
    step: 'query',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'The records of the name are not those that are expected.',
    seen: 'An answer to a question for records (dns://name?type=MX) that lacks one of `expect.records`, or holds one that is not among them; order and TTL do not count. A warning where the server that is asked first answers as expected.',
    confusedWith: [
      {
        code: 'dns-no-answer',
        apart: 'there the answer holds no record of the type at all',
      },
      {
        code: 'dns-address-unexpected',
        apart: 'there the addresses that the application gets are judged by prefixes',
      },
    ],
    causes: [
      'the record was changed, or the change has not reached this resolver yet (TTL)',
      'a zone of the same name inside the network answers with records of its own (split DNS)',
      'somebody took over the zone or the record; or the expectation is out of date',
    ],
    fix: 'Ask the zone’s own name servers for the records, and compare: correct the zone, the zone inside, or `expect.records`',
    docs: 'https://www.rfc-editor.org/rfc/rfc2181#section-5',
  },
} as const satisfies Record<string, FindingRow>
