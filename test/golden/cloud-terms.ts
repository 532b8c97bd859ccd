/** A term that belongs to one cloud, and why it helps nobody who works in the other. */
interface Term {
  readonly term: RegExp
  readonly because: string
}

/** Terms of Azure, which no text about a target of Google Cloud may hold. */
export const AZURE_TERMS: readonly Term[] = [
  { term: /\bAzure/, because: 'the cloud itself, and its products' },
  { term: /learn\.microsoft\.com/, because: 'a page of Microsoft' },
  {
    term: /\b(NSG|[Nn]etwork security group)/,
    because: 'Google Cloud has firewall rules and policies',
  },
  { term: /[Ss]ecurity (group|rule)/, because: 'Google Cloud has firewall rules and policies' },
  { term: /privatelink/, because: 'zones of Private Link; Google’s are named after the domain' },
  { term: /Private Link/, because: 'Google’s is Private Service Connect' },
  {
    term: /(?<!Private Service Connect )\b[Pp]rivate endpoint/,
    because: 'Google’s are Private Service Connect endpoints',
  },
  { term: /168\.63\.129\.16/, because: 'Azure’s resolver; Google’s is 169.254.169.254' },
  { term: /[Ss]ervice tag/, because: 'named ranges of Azure' },
  { term: /\bVNet|virtual network(?!ing)/, because: 'Google Cloud has VPC networks' },
  { term: /[Dd]NS zone group/, because: 'writes records of a private endpoint of Azure' },
  { term: /NAT gateway/, because: 'a product of Azure; Google’s is Cloud NAT' },
  { term: /SNAT/, because: 'Azure’s word; Cloud NAT has ports per VM' },
  { term: /inbound endpoint|private resolver|[Rr]uleset/, because: 'Azure DNS Private Resolver' },
  { term: /App Service|Key Vault|Network Watcher|Entra\b|Kudu|Oryx/, because: 'products of Azure' },
  { term: /NxDomainRedirect/, because: 'a setting of links of Azure’s zones' },
]

/** Terms of Google Cloud, which no text about a target of Azure may hold. */
export const GOOGLE_TERMS: readonly Term[] = [
  { term: /\bGoogle/, because: 'the cloud itself, and its pages' },
  { term: /cloud\.google\.com|googleapis/, because: 'pages and names of Google' },
  { term: /\bgcloud\b/, because: 'its command line' },
  { term: /\bVPC\b/, because: 'Azure has virtual networks' },
  { term: /Cloud (NAT|Run|DNS|Router|SQL)/, because: 'products of Google Cloud' },
  { term: /Private Service Connect/, because: 'Azure’s is Private Link' },
  { term: /[Pp]rivate services access/, because: 'a peering of Google Cloud' },
  { term: /199\.36\.153|35\.199\.192/, because: 'ranges of Google' },
  {
    term: /default internet gateway|default-internet-gateway/,
    because: 'a next hop of VPC routes',
  },
  { term: /OUT_OF_RESOURCES/, because: 'a reason of Cloud NAT' },
]
