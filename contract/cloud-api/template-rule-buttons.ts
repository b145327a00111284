import type { ButtonDraft } from './manage-template-parts.ts'
import { countCharacters } from './limits.ts'
import { issue, type TemplateIssue, type TemplatePlace } from './template-issue.ts'
import { FIXED_BUTTON_LABELS, TEMPLATE_LIMITS } from './template-limits.ts'
import { fieldsIn } from './template-rule-text.ts'
import { checkUrl } from './template-rule-url.ts'

const L = TEMPLATE_LIMITS

/** Kinds that stand alone: no other button beside them. @source reference part 5, rows CATALOG, MPM, SPM, OTP */
const ALONE: ReadonlySet<ButtonDraft['type']> = new Set(['CATALOG', 'MPM', 'SPM', 'OTP'])

const MOST: Readonly<Partial<Record<ButtonDraft['type'], number>>> = {
  URL: L.urlButtons,
  PHONE_NUMBER: L.phoneButtons,
  COPY_CODE: L.copyCodeButtons,
  FLOW: 1,
  REQUEST_CONTACT_INFO: 1,
  VOICE_CALL: 1,
}

/** The buttons of a template together, then each alone. @source reference part 5, rows under BUTTONS */
export function checkButtons(buttons: readonly ButtonDraft[]): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  if (buttons.length > L.buttons)
    issues.push(issue('buttons-too-many', 'button', { index: L.buttons, params: { max: L.buttons, count: buttons.length } }))
  for (const [type, max] of Object.entries(MOST)) {
    const places = buttons.flatMap((button, index) => (button.type === type ? [index] : []))
    if (places.length > max)
      issues.push(issue('button-kind-too-many', 'button', { index: places[max] ?? null, params: { type, max, count: places.length } }))
  }
  return [
    ...issues,
    ...checkTogether(buttons),
    ...buttons.flatMap((button, index) => checkButton(button, { part: 'button', index, inner: null })),
  ]
}

function checkTogether(buttons: readonly ButtonDraft[]): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  const groups = buttons.flatMap((button, index) =>
    button.type === 'QUICK_REPLY' && buttons[index - 1]?.type !== 'QUICK_REPLY' ? [index] : [],
  )
  const [, second] = groups
  if (second !== undefined) issues.push(issue('quick-replies-apart', 'button', { index: second }))
  const alone = buttons.findIndex((button) => ALONE.has(button.type))
  if (alone !== -1 && buttons.length > 1)
    issues.push(issue('button-alone', 'button', { index: alone, params: { type: buttons[alone]?.type ?? '' } }))
  return issues
}

type Place = Pick<TemplatePlace, 'part' | 'index' | 'inner'>

/** One button by itself, on the template or on a card. */
export function checkButton(button: ButtonDraft, { part, index, inner }: Place): TemplateIssue[] {
  const at = { index, inner }
  return [...checkLabel(button, { part, index, inner }), ...checkTarget(button, part, at)]
}

function checkLabel(button: ButtonDraft, { part, index, inner }: Place): TemplateIssue[] {
  const at = { index, inner }
  if (button.type === 'COPY_CODE' || button.type === 'OTP') return []
  if (!hasFixedLabel(button)) return checkWords(button.text, part, at)
  const fixed = FIXED_BUTTON_LABELS[button.type]
  return (button.text ?? fixed) === fixed ? [] : [issue('button-label-fixed', part, { ...at, params: { text: fixed } })]
}

type FixedButton = Extract<ButtonDraft, { type: keyof typeof FIXED_BUTTON_LABELS }>

const hasFixedLabel = (button: ButtonDraft): button is FixedButton => button.type in FIXED_BUTTON_LABELS

type At = { readonly index: number | null; readonly inner: number | null }

function checkWords(text: string, part: TemplatePlace['part'], at: At): TemplateIssue[] {
  if (text.trim() === '') return [issue('text-missing', part, at)]
  const [field] = fieldsIn(text)
  const fields = field === undefined ? [] : [issue('fields-too-many', part, { ...at, field: field.name, params: { max: 0, count: 1 } })]
  const length = countCharacters(text)
  const max = L.buttonTextCharacters
  return length > max ? [...fields, issue('text-too-long', part, { ...at, start: max, end: length, params: { max, length } })] : fields
}

function checkTarget(button: ButtonDraft, part: TemplatePlace['part'], at: At): TemplateIssue[] {
  if (button.type === 'URL') return checkUrl(button, { part, ...at })
  if (button.type === 'COPY_CODE') return checkCode(button.example, part, at)
  if (button.type === 'PHONE_NUMBER' && !isPhone(button.phone_number))
    return [issue('phone-refused', part, { ...at, params: { max: L.phoneNumberCharacters } })]
  return button.type === 'FLOW' && !namesOneFlow(button) ? [issue('flow-missing', part, at)] : []
}

const isPhone = (text: string): boolean => /^\+?[1-9][\d ()-]{3,}$/.test(text) && text.length <= L.phoneNumberCharacters

const namesOneFlow = ({ flow_id: id, flow_name: name, flow_json: json }: Extract<ButtonDraft, { type: 'FLOW' }>): boolean =>
  [id, name, json].filter((target) => target !== undefined && target !== '').length === 1

function checkCode(code: string, part: TemplatePlace['part'], at: At): TemplateIssue[] {
  if (code.trim() === '') return [issue('sample-missing', part, at)]
  const length = countCharacters(code)
  return length > L.couponCodeCharacters ? [issue('text-too-long', part, { ...at, params: { max: L.couponCodeCharacters, length } })] : []
}
