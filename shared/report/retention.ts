/** How long a store keeps what it has, in ms: 31 days. A month of one vantage stays under a gigabyte. */
export const RETENTION = 31 * 24 * 60 * 60 * 1000
