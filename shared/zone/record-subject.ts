/**
 * The subject of a finding of one record alone, `ZONE NAME`: other names come out of the zone. One of the whole zone has
 * the zone as its subject. Neither holds a space.
 */
export function recordSubject(zone: string, name: string): string {
  return `${zone} ${name}`
}

/** The zone of either. */
export function zoneOfSubject(subject: string): string {
  const [zone = ''] = subject.split(' ')
  return zone
}

/** Whether a finding is of one record alone. */
export function isOneRecord(subject: string): boolean {
  return zoneOfSubject(subject) !== subject
}
