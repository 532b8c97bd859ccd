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
