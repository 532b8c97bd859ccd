/** What `expect.zone` says: the zone that must answer, or with `!` before it the one that must not. */
export interface ExpectedZone {
  readonly zone: string
  readonly wanted: boolean
}

export function expectedZone(text: string | undefined): ExpectedZone | null {
  if (text === undefined || text === '') return null
  return text.startsWith('!')
    ? { zone: text.slice(1), wanted: false }
    : { zone: text, wanted: true }
}

/** Whether a name is the zone or lies in it. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`)
}

/** The zone of one's own that a name lies in, by what `expect.zone` says; null where it says nothing of the name. */
export function ownZoneOfName(name: string, expected: string | undefined): string | null {
  const said = expectedZone(expected)
  return said?.wanted && isWithin(name, said.zone) ? said.zone : null
}
