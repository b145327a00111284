import { knownOfferWords } from '../customer/index.ts'
import type { Handlers } from '../kernel/index.ts'
import { ok } from '#contract/kernel/result.ts'
import { chatOf, handBack, handOverByHand } from './chat-calls.ts'
import type { Context } from './context.ts'
import { cancelPlanned, doubts, markWrong, planned, settleDoubt, surveyReport, uses } from './reports.ts'
import { putBack, resumePlanned } from './put-back.ts'
import { getAutomation, listAutomations, pauseAll, removeOne, saveOne, saveSettings, switchOne } from './service.ts'
import { tryDue } from './try-due.ts'
import { tryText } from './try.ts'
import { ANGER_WORDS, ORDER_WORDS, PERSON_WORDS } from './words/known-words.ts'

/** Binds calls to use cases. */
export const automationHandlers = (context: Context): Handlers => ({
  'automation.list': () => listAutomations(context),
  'automation.get': ({ automationId }) => getAutomation(context, automationId),
  'automation.save': (input, { person }) => saveOne(context, input, person),
  'automation.switch': (input) => switchOne(context, input),
  'automation.remove': ({ automationId }) => removeOne(context, automationId),
  'automation.putBack': ({ automationId }) => putBack(context, automationId),
  'automation.pauseAll': ({ paused }, { person }) => pauseAll(context, paused, person),
  'automation.settings': () => ok(context.book().settings),
  'automation.saveSettings': (input) => saveSettings(context, input),
  'automation.words': () =>
    ok({
      stop: [...knownOfferWords.stop],
      start: [...knownOfferWords.start],
      person: [...PERSON_WORDS],
      anger: [...ANGER_WORDS],
      order: [...ORDER_WORDS],
    }),
  'automation.try': (input) => tryText(context, input),
  'automation.tryDue': (input) => tryDue(context, input),
  'automation.uses': (input) => uses(context, input),
  'automation.markWrong': (input, { person }) => markWrong(context, input, person),
  'automation.chat': ({ customerId }) => chatOf(context, customerId),
  'automation.handBack': ({ customerId }) => handBack(context, customerId),
  'automation.handOver': (input) => handOverByHand(context, input),
  'automation.planned': (input) => planned(context, input),
  'automation.cancelPlanned': (input) => cancelPlanned(context, input),
  'automation.resumePlanned': ({ plannedId }) => resumePlanned(context, plannedId),
  'automation.doubts': (input) => doubts(context, input),
  'automation.settleDoubt': (input, { person }) => settleDoubt(context, input, person),
  'automation.surveyReport': (input) => surveyReport(context, input),
})
