import type { DueMessage, DueTemplate } from '#contract/ipc/automation-parts.ts'
import type { z } from 'zod'
import { languageFor } from '../../broadcast/index.ts'
import { speak, type Speaking } from '../compose.ts'
import type { Outgoing } from '../deps.ts'
import type { AutomationRow } from '../kept/book.ts'
import { optionPayload } from '../rules/payload.ts'
import { fillText } from '../rules/texts.ts'
import { surveyQuestion } from '../survey.ts'

/** What falls due: the words for an open reply window, and the template for a closed one; null where there is none. */
export type DueMessages = { readonly open: Outgoing | null; readonly closed: Outgoing | null }

type Saying = Pick<AutomationRow, 'automationId' | 'work'> & { readonly partId: string }

/** What a reminder, a step of a drip or a survey says to the reader. */
export function dueMessages(speaking: Speaking, { automationId, work, partId }: Saying): DueMessages {
  if (work.kind === 'survey') {
    const [question = null] = surveyQuestion(speaking, automationId, work).messages
    const payloads = work.choices.map(({ score }) => optionPayload(automationId, 'survey', String(score)))
    const { template } = work
    return { open: question, closed: template === null ? null : { ...templateMessage(speaking, template), payloads } }
  }
  const message = dueMessageOf(work, partId)
  if (message === null) return { open: null, closed: null }
  const text = speak(speaking, message.texts)
  return {
    open: text === '' ? null : { kind: 'text', text },
    closed: message.template === null ? null : templateMessage(speaking, message.template),
  }
}

function dueMessageOf(work: AutomationRow['work'], partId: string): DueMessage | null {
  if (work.kind === 'reminder') return work.message
  return work.kind === 'drip' ? (work.steps.find(({ stepId }) => stepId === partId)?.message ?? null) : null
}

/** In the reader's language where the template has it. */
function templateMessage({ deps, db, reader, values }: Speaking, { name, language, values: wanted }: z.infer<typeof DueTemplate>) {
  const languages = deps.template.all(db).flatMap((one) => (one.name === name && one.status === 'APPROVED' ? [one.language] : []))
  const filled = Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, fillText(value, values)]))
  return { kind: 'template' as const, name, language: languageFor(reader, languages, language), values: filled, couponCode: '' }
}
