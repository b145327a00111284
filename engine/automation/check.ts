import type { AutomationWork } from '#contract/ipc/automation.ts'
import type { AutomationIssue } from '#contract/ipc/automation-views.ts'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import {
  checkAnswer,
  checkChoices,
  checkDue,
  checkEnding,
  checkProducts,
  checkTemplate,
  checkTexts,
  issue,
  twice,
  type Found,
  type Known,
} from './check-parts.ts'

/** Issues that no later change elsewhere can mend: such a work is not even saved. */
const BROKEN: ReadonlySet<AutomationIssue['issue']> = new Set([
  'text-too-long',
  'label-too-long',
  'label-twice',
  'too-many-options',
  'id-twice',
  'step-missing',
  'hours-refused',
  'steps-out-of-order',
])

export const isBroken = ({ issue: kind }: AutomationIssue): boolean => BROKEN.has(kind)

type Checks = { readonly [K in AutomationWork['kind']]: (work: Extract<AutomationWork, { readonly kind: K }>, known: Known) => Found }

const checks: Checks = {
  greeting: (work, known) => checkAnswer(work.answer, 'answer', known),
  away: (work, known) => [...checkHours(work, known), ...checkAnswer(work.answer, 'answer', known)],
  keywords: checkKeywords,
  menu: (work, known) => [
    ...checkChoices(work, '', work.options),
    ...work.options.flatMap((one, at) => checkEnding(one.ending, `options.${at}.ending`, known)),
  ],
  flow: checkFlow,
  recommend: checkRecommend,
  survey: checkSurvey,
  reminder: (work, known) => checkDue(work.message, 'message', known),
  drip: checkDrip,
  'offer-words': ({ stop, start }) =>
    twice([...stop, ...start].map((word) => word.toLowerCase())).map((about) => issue('stop', 'word-twice', about)),
}

/** Everything that keeps a work from doing what it says; nothing when all is well. */
export function issuesOf(work: AutomationWork, known: Known): Found {
  // The table's own type proves that the chosen check takes this kind.
  const check = checks[work.kind] as (work: AutomationWork, known: Known) => Found
  return check(work, known)
}

function checkHours(work: Extract<AutomationWork, { kind: 'away' }>, known: Known): Found {
  const own = work.hours.kind === 'own' ? work.hours.hours : []
  const isEmpty = work.hours.kind === 'own' ? own.length === 0 : !known.hasShopHours
  const spans = [...own, ...work.specialDays.flatMap(({ hours }) => hours)]
  const wrong = spans.filter(({ opens, closes }) => opens >= closes)
  return [
    ...(isEmpty ? [issue('hours', 'hours-missing')] : []),
    ...wrong.map(({ opens, closes }) => issue('hours', 'hours-refused', `${opens}-${closes}`)),
  ]
}

function checkKeywords({ rules }: Extract<AutomationWork, { kind: 'keywords' }>, known: Known): Found {
  return [
    ...(rules.length === 0 ? [issue('rules', 'nothing-to-say')] : []),
    ...twice(rules.map(({ ruleId }) => ruleId)).map((about) => issue('rules', 'id-twice', about)),
    ...rules.flatMap(({ answer }, at) => checkAnswer(answer, `rules.${at}.answer`, known)),
  ]
}

type Step = Extract<AutomationWork, { kind: 'flow' }>['steps'][number]

function checkFlow({ steps }: Extract<AutomationWork, { kind: 'flow' }>, known: Known): Found {
  const ids = steps.map(({ stepId }) => stepId)
  return [
    ...twice(ids).map((about) => issue('steps', 'id-twice', about)),
    ...steps.flatMap((step, at) => [...checkQuestion(step, `steps.${at}`), ...checkNexts(step, `steps.${at}`, { ids, known })]),
  ]
}

const checkQuestion = ({ texts, answer }: Step, place: string): Found =>
  answer.kind === 'choice'
    ? checkChoices({ texts, form: answer.form, buttonLabels: answer.buttonLabels }, place, answer.options)
    : checkTexts(texts, `${place}.texts`, L.textCharacters)

function checkNexts(
  { next, answer }: Step,
  place: string,
  { ids, known }: { readonly ids: readonly string[]; readonly known: Known },
): Found {
  const ofOptions = answer.kind === 'choice' ? answer.options.flatMap((option) => option.next ?? []) : []
  return [next, ...ofOptions].flatMap((one): Found => {
    if (one.kind === 'end') return checkEnding(one.ending, `${place}.next.ending`, known)
    return ids.includes(one.stepId) ? [] : [issue(`${place}.next`, 'step-missing', one.stepId)]
  })
}

function checkRecommend(work: Extract<AutomationWork, { kind: 'recommend' }>, known: Known): Found {
  return [
    ...checkTexts(work.texts, 'texts', L.menuTextCharacters),
    ...(work.rules.length === 0 && work.otherwise.length === 0 && !work.alsoBought ? [issue('rules', 'nothing-to-say')] : []),
    ...work.rules.flatMap(({ retailerIds }, at) => checkProducts(retailerIds, `rules.${at}.retailerIds`, known)),
    ...checkProducts(work.otherwise, 'otherwise', known),
  ]
}

function checkSurvey(work: Extract<AutomationWork, { kind: 'survey' }>, known: Known): Found {
  const options = work.choices.map(({ score, labels }) => ({ optionId: String(score), labels, descriptions: [] }))
  return [...checkChoices(work, '', options), ...(work.template === null ? [] : checkTemplate(work.template, 'template', known))]
}

function checkDrip({ steps }: Extract<AutomationWork, { kind: 'drip' }>, known: Known): Found {
  return [
    ...twice(steps.map(({ stepId }) => stepId)).map((about) => issue('steps', 'id-twice', about)),
    ...steps.flatMap(({ afterHours }, at) =>
      at > 0 && afterHours <= (steps[at - 1]?.afterHours ?? 0) ? [issue(`steps.${at}`, 'steps-out-of-order')] : [],
    ),
    ...steps.flatMap(({ message }, at) => checkDue(message, `steps.${at}.message`, known)),
  ]
}
