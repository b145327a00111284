import type { Finding, Place } from '../types.ts'

/** The test id of the box that a place is in; boxes of the builder carry it, so that findings can lead there. */
export function boxId({ part, index, inner, field }: Pick<Place, 'part' | 'index' | 'inner' | 'field'>): string {
  const number = [index, inner].filter((one) => one !== null).join('-')
  const name = part === 'sample' ? (field ?? '') : number
  return name === '' ? `template-box-${part}` : `template-box-${part}-${name}`
}

/** Findings that speak of what a button needs, not of its words. */
const aboutValue = new Set([
  'url-refused',
  'url-field-place',
  'url-wa-me',
  'link-short',
  'phone-refused',
  'flow-missing',
  'button-sample-missing',
])

/** Leads to what a finding speaks of. */
export function focusFinding({ rule, place }: Pick<Finding, 'rule' | 'place'>): void {
  const isButton = place.part === 'button' || place.part === 'cardButton'
  focusBox(isButton && aboutValue.has(rule) ? `${boxId(place)}-value` : boxId(place), place)
}

/** Puts the cursor into the box that a place is in, with the letters meant chosen. */
export const focusPlace = (place: Place): void => focusBox(boxId(place), place)

function focusBox(id: string, place: Place): void {
  const box = document.querySelector<HTMLElement>(`[data-testid="${CSS.escape(id)}"]`)
  if (box === null) return
  box.focus()
  box.scrollIntoView({ block: 'center' })
  if (box instanceof HTMLTextAreaElement || (box instanceof HTMLInputElement && /^(text|url|tel)$/.test(box.type))) {
    if (place.end > place.start) box.setSelectionRange(place.start, place.end)
  }
}
