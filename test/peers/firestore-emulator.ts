import * as google from './google-emulator.ts'

const FIRESTORE: google.EmulatorKind = {
  name: 'Firestore',
  variable: 'PERIMETER_FIRESTORE_JAR',
  jar: 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar',
  args: (jar) => ['-cp', jar, 'com.google.cloud.datastore.emulator.firestore.CloudFirestore'],
}

/** Google's emulator of Firestore; its host is what FIRESTORE_EMULATOR_HOST wants. */
export type Emulator = google.Emulator

/** What keeps the emulator from running here; null when nothing does. In CI it must run: throws there. */
export const whatIsMissing = (): string | null => google.whatIsMissing(FIRESTORE)

export const startEmulator = (): Promise<Emulator> => google.startEmulator(FIRESTORE)
