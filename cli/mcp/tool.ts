import { z } from 'zod'
import type { Planned } from '../../runtime/plan-file.ts'
import type { WebApp } from '../../shared/web/app.ts'
import type { Io } from '../io.ts'

/** What a tool is given besides its input. */
export interface Session {
  /** The HTTP API of this process: whatever measures or reads the store goes through it, and so through its guards. */
  readonly app: WebApp
  readonly planned: Planned
  /** The configuration file as it was named; null: there is none. */
  readonly configFile: string | null
  readonly io: Io
  /** Aborted when the assistant cancels the call, hangs up, or the program is to end. */
  readonly signal: AbortSignal
}

/** What a tool answers; an error says what to call otherwise. */
export interface Said {
  readonly text: string
  readonly isError: boolean
}

export const said = (text: string): Said => ({ text, isError: false })
export const refused = (text: string): Said => ({ text, isError: true })

/** One row of the table of tools. None of them writes anything. */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly input: z.ZodObject
  /** Whether it sends packets. */
  readonly isMeasuring: boolean
  readonly call: (input: unknown, session: Session) => Said | Promise<Said>
}

/** A row whose `call` gets what its schema lets through. */
export function tool<S extends z.ZodRawShape>(
  row: Pick<Tool, 'name' | 'description'> & {
    readonly isMeasuring?: boolean
    readonly input: S
    readonly call: (
      input: z.output<z.ZodObject<S, z.core.$strict>>,
      session: Session,
    ) => Said | Promise<Said>
  },
): Tool {
  const { name, description, isMeasuring = false, call } = row
  const input = z.strictObject(row.input)
  return {
    ...{ name, description, input, isMeasuring },
    call: (given, session) => call(input.parse(given), session),
  }
}
