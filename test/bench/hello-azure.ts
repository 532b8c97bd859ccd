import { app } from '@azure/functions'

/** The least that a function app can be: what ours is compared with. */
app.setup({ enableHttpStream: true })
app.http('hello', {
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: async () => ({ body: 'hello' }),
})
