import { z } from 'zod'
import { FAILURES, type FailureCode } from '../../../shared/failure/table.ts'
import { FINDINGS } from '../../../shared/finding/table.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import { explainFailure, explainFinding } from '../../../shared/view/explain.ts'
import { type Answer, askApi } from '../ask-api.ts'
import { said, tool } from '../tool.ts'

/** Of a code its row of the tables; of any other text what it says. */
export const explain = tool({
  name: 'explain',
  description:
    'Say what an error, the output of a tool or lines of a log tell of the network and what they do not, or what a code of a finding or failure means. Nothing is probed.',
  input: {
    text: z.string().min(1).max(32_768).describe('The text as it stands, or one code'),
  },
  async call({ text }, session) {
    const code = text.trim()
    if (Object.hasOwn(FINDINGS, code)) {
      return said(explainFinding(code as FindingCode, FINDINGS[code as FindingCode]))
    }
    if (Object.hasOwn(FAILURES, code)) {
      return said(explainFailure(code as FailureCode, FAILURES[code as FailureCode]))
    }
    const answer: Answer<{ readonly text: string }> = await askApi('/api/explain', session, {
      text,
    })
    return answer.refusal ?? said(answer.value.text)
  },
})
