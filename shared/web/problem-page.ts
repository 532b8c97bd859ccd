import { isForm } from './body.ts'
import { donePage } from './page/done.ts'
import { pageAnswer } from './page-answer.ts'
import { wantsPage } from './route.ts'

/** A refusal of what a form of the page asked for, as a page; any other answer as it is. */
export async function asPage(request: Request, answer: Response): Promise<Response> {
  if (answer.status < 400 || answer.status === 401) return answer
  if (!isForm(request) || !wantsPage(request)) return answer
  const { title, detail }: { title?: unknown; detail?: unknown } = await answer.json()
  const page = pageAnswer(donePage(`Not done: ${title}`, [String(detail)]), answer.status)
  const wait = answer.headers.get('retry-after')
  if (wait !== null) page.headers.set('retry-after', wait)
  return page
}
