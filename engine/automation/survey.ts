import type { WriteHandle } from '../store/index.ts'
import { newId } from '../kernel/index.ts'
import { choiceMessages, said, type Composed, type Speaking } from './compose.ts'
import type { Context } from './context.ts'
import type { Spoken } from './facts.ts'
import type { AutomationRow } from './kept/book.ts'
import { addSurvey, keepComment, keepScore, latestSurvey } from './kept/surveys.ts'
import { optionPayload, readTap } from './rules/payload.ts'
import { scoreIn } from './rules/survey.ts'
import type { Winner } from './rules/decide.ts'

type Survey = Extract<AutomationRow['work'], { readonly kind: 'survey' }>
type Answering = { readonly winner: Winner; readonly spoken: Spoken; readonly one: AutomationRow; readonly work: Survey }
type Plan = Composed & { readonly keepsWaiting?: boolean; readonly afterwards?: (db: WriteHandle) => void }

const COMMENT_CHARACTERS = 1_000
/** Who is this content needs nobody to look at the answer. */
const CONTENT_SCORE = 3

/** The question of a survey, with a button or row for each score. */
export const surveyQuestion = (speaking: Speaking, automationId: string, work: Survey): Composed => ({
  messages: choiceMessages(speaking, {
    ...work,
    options: work.choices.map(({ score, labels }) => ({
      payload: optionPayload(automationId, 'survey', String(score)),
      labels,
      descriptions: [],
    })),
  }),
  opens: { automationId, partId: 'score' },
})

/** Notes that it was asked. */
export const noteAsked = (
  { deps }: Context,
  db: WriteHandle,
  asked: { readonly automationId: string; readonly customerSeq: number },
): void => {
  const at = deps.clock.now()
  addSurvey(db, { surveyId: newId('srv', deps.random, at), ...asked, at })
}

/** Keeps a score or a comment, asks for the comment, and says thanks. Changes nothing before `afterwards`. */
export function answerSurvey(context: Context, speaking: Speaking, { winner, spoken, one, work }: Answering): Plan {
  const { person } = speaking
  const { automationId } = one
  const asked = person === null ? undefined : latestSurvey(speaking.db, automationId, person.customerSeq)
  if (winner.partId === 'comment') {
    return {
      ...said(speaking, work.thanksTexts),
      afterwards(db) {
        if (asked === undefined || person === null) return
        keepComment(db, asked.surveyId, (spoken.text ?? '').trim().slice(0, COMMENT_CHARACTERS))
      },
    }
  }
  const tap = readTap(spoken.payload)
  const score = tap?.kind === 'option' ? Number(tap.optionId) : scoreIn(work.choices, spoken.text ?? '')
  const isScore = work.choices.some((choice) => choice.score === score)
  if (score === null || !isScore) return { messages: [], opens: null, keepsWaiting: true }
  const asksMore = work.commentTexts.length > 0
  return {
    messages: said(speaking, asksMore ? work.commentTexts : work.thanksTexts).messages,
    opens: asksMore ? { automationId, partId: 'comment' } : null,
    afterwards(db) {
      if (asked === undefined || person === null) return
      keepScore(db, asked.surveyId, { score, at: context.deps.clock.now() })
      if (score >= CONTENT_SCORE) context.closeAgain(db, person.customerSeq)
    },
  }
}
