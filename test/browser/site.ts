import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { incidentsPage } from '../../shared/web/page/incidents.ts'
import { PAGE_HEADERS } from '../../shared/web/page/policy.ts'
import { statusPage } from '../../shared/web/page/status.ts'
import { targetPage } from '../../shared/web/page/target.ts'
import type { StatusData, TargetData } from '../../shared/web/status-data.ts'
import { recentSample } from '../shared/web/page/sample.ts'

/** What a site shows; a check may put in something else while pages are open. */
export interface Shown {
  status: StatusData
  target: TargetData
  refresh: number
  /** The status that every answer has: 503 while the program is meant to be down. */
  answers: number
}

/** The pages on loopback, as the API serves them, around data that a check chooses. */
export class Site implements AsyncDisposable {
  readonly shown: Shown
  readonly origin: string
  readonly #server: Server

  private constructor(server: Server, shown: Shown) {
    this.#server = server
    this.shown = shown
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(shown: Shown): Promise<Site> {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://site')
      response.writeHead(shown.answers, PAGE_HEADERS)
      response.end(pageOf(url, shown))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Site(server, shown)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

function pageOf({ pathname, searchParams }: URL, { status, target, refresh }: Shown): string {
  const options = { refresh }
  if (pathname === '/api/incidents') {
    return incidentsPage(status, { ...options, only: searchParams.get('id') })
  }
  if (pathname === '/api/target') {
    return targetPage(target, { ...options, vantage: searchParams.get('vantage'), origin: null })
  }
  const filter = {
    text: searchParams.get('q') ?? '',
    failing: searchParams.get('only') === 'failing',
  }
  return statusPage(status, { ...options, filter, recent: recentSample(status) })
}
