import type { Problem } from '../../problems.ts'
import { firstBroken, invalid } from '../answers.ts'
import type { ButtonWish } from './shapes.ts'
import { variablesIn } from './text-rules.ts'

const LABEL_MAX = 25
const BUTTONS_MAX = 10
const URL_MAX = 2_000
const PHONE_MAX = 20
const CODE_MAX = 20

/** How many of a type a template may have; types that are not named are unknown. @source reference part 5, components */
const countMax: Readonly<Record<string, number>> = {
  QUICK_REPLY: 10,
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  FLOW: 1,
  REQUEST_CONTACT_INFO: 1,
  OTP: 1,
  VOICE_CALL: 1,
}

/** Labels that Meta fixes. @source reference part 5, components */
const fixedLabels: Readonly<Record<string, string>> = {
  CATALOG: 'View catalog',
  MPM: 'View items',
  SPM: 'View',
  REQUEST_CONTACT_INFO: 'Share Contact Info',
}

/** Types whose label comes from Meta and may be left out. */
const labelIsOptional: ReadonlySet<string> = new Set(['COPY_CODE', 'OTP', 'REQUEST_CONTACT_INFO', 'SPM'])

/** Checks the buttons of a template or card. @source reference part 5, components */
export function checkButtons(buttons: readonly ButtonWish[], category: string): Problem | null {
  if (buttons.length === 0) return invalid('buttons: the list is empty')
  if (buttons.length > BUTTONS_MAX) return invalid(`buttons: ${buttons.length}, at most ${BUTTONS_MAX}`)
  for (const [type, maximum] of Object.entries(countMax)) {
    const count = buttons.filter((button) => button.type === type).length
    if (count > maximum) return invalid(`buttons: ${count} of type ${type}, at most ${maximum}`)
  }
  const wrong = buttons.map((button, index) => checkButton(button, index, category)).find((one) => one !== null)
  if (wrong !== undefined) return wrong
  return areTogether(buttons) ? null : invalid('buttons: quick replies must stand together')
}

function areTogether(buttons: readonly ButtonWish[]): boolean {
  const changes = buttons.filter(
    (button, index) => index > 0 && (button.type === 'QUICK_REPLY') !== (buttons[index - 1]?.type === 'QUICK_REPLY'),
  )
  return changes.length <= 1
}

function checkButton(button: ButtonWish, index: number, category: string): Problem | null {
  const place = `buttons.${index}`
  if (!Object.hasOwn(countMax, button.type)) return invalid(`${place}: unknown type ${button.type}`)
  if (button.type === 'OTP' && category !== 'AUTHENTICATION') return invalid(`${place}: only for authentication`)
  return checkLabel(button, place) ?? kindChecks[button.type]?.(button, place) ?? null
}

function checkLabel(button: ButtonWish, place: string): Problem | null {
  const { text } = button
  if (text === undefined || text.trim() === '') return labelIsOptional.has(button.type) ? null : invalid(`${place}.text is required`)
  const length = [...text].length
  if (length > LABEL_MAX) return invalid(`${place}.text: ${length} characters, at most ${LABEL_MAX}`, 2388040)
  if (variablesIn(text).length > 0) return invalid(`${place}.text: no variable allowed`)
  const fixed = fixedLabels[button.type]
  return fixed === undefined || fixed === text ? null : invalid(`${place}.text must be "${fixed}"`)
}

type KindCheck = (button: ButtonWish, place: string) => Problem | null

const kindChecks: Readonly<Record<string, KindCheck>> = {
  URL: checkUrl,
  PHONE_NUMBER: ({ phone_number: number = '' }, place) => {
    const isGood = /^\+?[\d\s()-]+$/.test(number) && number.length <= PHONE_MAX
    return isGood ? null : invalid(`${place}.phone_number: a phone number of at most ${PHONE_MAX} characters is required`)
  },
  COPY_CODE: (button, place) => {
    const length = exampleOf(button).length
    return length > 0 && length <= CODE_MAX ? null : invalid(`${place}.example: a code of at most ${CODE_MAX} characters is required`)
  },
  FLOW: ({ flow_id, flow_name, flow_json }, place) => {
    const isNamed = [flow_id, flow_name, flow_json].some((one) => one !== undefined)
    return isNamed ? null : invalid(`${place}: flow_id, flow_name or flow_json is required`)
  },
}

function checkUrl(button: ButtonWish, place: string): Problem | null {
  const url = button.url ?? ''
  const count = url.match(/\{\{[^{}]*\}\}/g)?.length ?? 0
  const address = URL.parse(url.replace(/\{\{[^{}]*\}\}$/, 'x'))
  const { protocol, hostname } = address ?? { protocol: '', hostname: '' }
  return firstBroken([
    [url === '' || url.length > URL_MAX, `${place}.url: 1 to ${URL_MAX} characters`],
    [count > 1 || (count === 1 && !/\{\{[^{}]*\}\}$/.test(url)), `${place}.url: one variable, at the end only`],
    [!/^https?:$/.test(protocol), `${place}.url: not a web address`],
    [/(^|\.)(wa\.me|whatsapp\.com)$/.test(hostname), `${place}.url: no direct links to WhatsApp`],
    [count === 1 && exampleOf(button) === '', `${place}.example is required for the variable`],
  ])
}

function exampleOf(button: ButtonWish): string {
  return (Array.isArray(button.example) ? button.example[0] : button.example) ?? ''
}
