import type { Section } from './explain.ts'
import { code, prose } from './markdown-text.ts'

/** A title and sections as GitHub-flavoured Markdown, to paste into a ticket. Commands stand as code. */
export function explanationMarkdown(title: string, sections: readonly Section[]): string {
  const parts = sections
    .filter(([, text]) => text.length > 0)
    .map(
      ([name, text]) =>
        `### ${prose(name)}\n\n${typeof text === 'string' ? shown(text) : text.map((item) => `- ${shown(item)}`).join('\n')}`,
    )
  return `${[`## ${prose(title)}`, ...parts].join('\n\n')}\n`
}

function shown(text: string): string {
  return text.startsWith('perimeter ') && !text.includes(';') ? code(text) : prose(text)
}
