const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'

/** A regular expression for an IPv4 address as text, four plain decimal numbers. */
export const IPV4 = `${OCTET}(\\.${OCTET}){3}`
