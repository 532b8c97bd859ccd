/**
 * Organizations whose roots the browsers and operating systems carry (Mozilla’s list of included authorities,
 * https://wiki.mozilla.org/CA/Included_Certificates), as the names of what they issue from have them: the organization,
 * or a common name that begins with it. No inspecting device signs in their names: what they issued and cannot be traced
 * to a root lacks an intermediate.
 */
const AUTHORITIES: readonly RegExp[] = [
  /\b(?:O|CN)="?(digicert|let's encrypt|internet security research group|sectigo|the usertrust network)/i,
  /\b(?:O|CN)="?(comodo ca limited|globalsign|google trust services|amazon|microsoft (corporation|azure|rsa|ecc)|entrust)/i,
  /\b(?:O|CN)="?(godaddy\.com|starfield technologies|identrust|certum|unizeto|asseco data systems)/i,
  /\b(?:O|CN)="?(actalis|buypass|quovadis|swisssign|hellenic academic|ssl corp|zerossl|certigna|dhimyotis)/i,
  /\b(?:O|CN)="?(secom trust|cybertrust japan|japan registry services|baltimore|geotrust|thawte|rapidssl)/i,
  /\b(?:O|CN)="?(t-systems|deutsche telekom|d-trust|telia|certsign|trustwave|viking cloud|apple inc)/i,
]

/** Whether a distinguished name is one of a public authority. */
export function isPublicAuthority(name: string): boolean {
  return AUTHORITIES.some((authority) => authority.test(name))
}
