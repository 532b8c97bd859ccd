/** The queue that carries the shards of a sweep. Each shell has that of its platform, or none. */
export type QueueSettings =
  /** They are measured one after the other by this process. */
  | { readonly kind: 'in-process' }
  | {
      readonly kind: 'azure-storage'
      readonly queue: string
      /** The account: a connection string, which is a secret, or the URL of its queue service, by identity. */
      readonly account: { readonly connectionString: string } | { readonly endpoint: string }
    }
  | {
      readonly kind: 'pub-sub'
      /** projects/PROJECT/topics/TOPIC */
      readonly topic: string
      /** host:port of an emulator, which takes no token; null: Google's own service. */
      readonly emulator: string | null
    }
