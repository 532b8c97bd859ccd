import { z } from 'zod'
import { checkedText, complain, duration, durationOrNone } from '../document/text.ts'
import { maintenanceWindow, silence } from './alert-quiet.ts'
import { notify } from './notify.ts'

const sweeps = z.int().min(1).max(100).default(2)

const page = checkedText((text) =>
  /^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text)
    ? null
    : {
        message: 'is not the address of a page',
        remedy: 'Write https://host or https://host/path',
      },
)

/** When an incident opens and closes, and who is notified. */
export const alerts = z
  .strictObject({
    openAfter: sweeps.describe('Sweeps in a row with a cause that open an incident'),
    closeAfter: sweeps.describe('Good sweeps in a row that end it for a target'),
    agree: z
      .int()
      .min(1)
      .max(100)
      .default(1)
      .describe(
        'Vantages of the same store that must have a cause at the same time before anybody is notified',
      ),
    openOn: z
      .array(z.enum(['fail', 'inconclusive', 'warn']))
      .min(1)
      .default(['fail', 'inconclusive'])
      .describe('Verdicts that open an incident; those that a receiver is notified of do, too'),
    remindEvery: durationOrNone
      .prefault('1d')
      .describe('Notify again while it is open and not acknowledged: 4h; 0s for never'),
    flapping: z
      .strictObject({
        times: z.int().min(1).max(100).default(3).describe('Recoveries that make a cause flapping'),
        within: duration.prefault('2h').describe('The time in which they must lie'),
      })
      .prefault({})
      .describe('When a cause that comes and goes is held open and reported once'),
    maintenance: z
      .array(maintenanceWindow)
      .default([])
      .describe(
        'Times in which nobody is notified: once ({ from, to }) or weekly ({ days, from, to })',
      ),
    silences: z
      .array(silence)
      .default([])
      .describe('Causes and targets that nobody is notified of'),
    page: page
      .exactOptional()
      .describe('Where the page is, for the links in messages: https://perimeter.contoso.com'),
    notify: z
      .array(notify)
      .default([])
      .describe('Who is notified: [{ slack: "${SLACK_WEBHOOK}" }]'),
  })
  .superRefine(({ notify: receivers }, ctx) => {
    receivers.forEach(({ name }, index) => {
      // An entry that is no receiver has not even the name that others have by default.
      if (name == null || receivers.findIndex((r) => r.name === name) === index) return
      const message = `Two receivers are named ${name}`
      complain(ctx, { message, remedy: 'Give each its own name' }, ['notify', index, 'name'])
    })
  })
