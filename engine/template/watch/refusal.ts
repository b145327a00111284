import { checkText } from '../check/check.ts'
import { boxesOf, boxPlace, spotIn, type Box, type Content, type DraftText, type Place } from '../check/finding.ts'
import type { NoteRow } from './note-queries.ts'

/** Findings that each of Meta's reasons may speak of. */
const suspects: Readonly<Record<string, readonly string[]>> = {
  INVALID_FORMAT: [
    'field-first',
    'field-last',
    'fields-adjacent',
    'fields-for-words',
    'field-braces',
    'field-name',
    'signs-refused',
    'body-rows',
    'body-gaps',
    'capitals',
  ],
  PROMOTIONAL: ['reads-like-offer', 'risky-word', 'capitals'],
  TAG_CONTENT_MISMATCH: ['reads-like-offer'],
  INCORRECT_CATEGORY: ['reads-like-offer'],
  SCAM: ['risky-word', 'link-short', 'link-whatsapp', 'url-wa-me'],
  ABUSIVE_CONTENT: ['risky-word', 'link-short', 'capitals'],
}

/** Words that Meta put in quotes, in any of the usual signs. */
const QUOTED = /["“”「『'‘]([^"“”「」『』'‘’]{2,200})["“”」』'’]/gu

/**
 * Finds the sentences that a refusal seems to speak of: words that Meta quotes, else what our own check would have
 * warned of for this reason. Empty when neither is found.
 */
export function refusedPlaces(
  text: DraftText,
  purpose: Content['purpose'],
  note: Pick<NoteRow, 'refusedReason' | 'refusedDetail' | 'refusedAdvice'>,
): Place[] {
  const boxes = boxesOf(text)
  const told = `${note.refusedDetail ?? ''} ${note.refusedAdvice ?? ''}`
  const quoted = [...told.matchAll(QUOTED)].flatMap(([, words = '']) => boxes.flatMap((box) => placesOf(box, words)))
  if (quoted.length > 0) return withoutRepeats(quoted)
  const rules = suspects[(note.refusedReason ?? '').toUpperCase()] ?? []
  // A notice that was refused as an offer is read as a notice, whatever it is now.
  const read = rules.includes('reads-like-offer') ? 'UTILITY' : purpose
  const found = checkText(text, read).filter((finding) => rules.includes(finding.rule))
  return withoutRepeats(found.map(({ place }) => sentenceAt(boxes, place)))
}

function placesOf(box: Box, words: string): Place[] {
  const start = box.text.toLowerCase().indexOf(words.trim().toLowerCase())
  return start < 0 ? [] : [widen(box, start, start + words.trim().length)]
}

function sentenceAt(boxes: readonly Box[], place: Place): Place {
  const box = boxes.find((one) => one.part === place.part && one.index === place.index && one.inner === place.inner)
  return box === undefined ? place : widen(box, place.start, place.end)
}

const END = /[.!?。！？\n]/u

function widen(box: Box, start: number, end: number): Place {
  if (box.part !== 'body' && box.part !== 'card') return boxPlace(box)
  let [from, to] = [start, Math.max(end, start)]
  while (from > 0 && !END.test(box.text[from - 1] ?? '')) from -= 1
  while (to < box.text.length && !END.test(box.text[to - 1] ?? '')) to += 1
  return spotIn(box, from, to)
}

const withoutRepeats = (places: readonly Place[]): Place[] => {
  const seen = new Set<string>()
  return places.filter((place) => {
    const key = JSON.stringify(place)
    return !seen.has(key) && Boolean(seen.add(key))
  })
}
