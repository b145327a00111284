import { boxesOf, buttonsOf, risky, spotIn, type Box, type Content, type DraftText, type Finding } from './finding.ts'
import { offerWordsOf, riskyWordsOf, shorteners, whatsappHosts } from './words.ts'

/** Words, capitals and links that reviews often stumble over, and notices that read like offers. */
export function checkWording(text: DraftText, purpose: Content['purpose']): Finding[] {
  const boxes = boxesOf(text)
  return [
    ...boxes.flatMap((box) => checkWords(box, text.language)),
    ...boxes.flatMap(checkCapitals),
    ...boxes.flatMap(checkLinks),
    ...buttonsOf(text).flatMap(({ box, button }) => (button.type === 'URL' ? checkButtonLink(box, button.value) : [])),
    ...(purpose === 'UTILITY' ? checkOfferWords(boxes, text) : []),
  ]
}

const escape = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function checkWords(box: Box, language: string): Finding[] {
  const taken: { start: number; end: number }[] = []
  return riskyWordsOf(language).flatMap(({ word, instead }) => {
    // Latin words only as whole words; Chinese has no gaps between them.
    const isLatin = /^[a-z]/i.test(word)
    const pattern = new RegExp(isLatin ? String.raw`\b${escape(word)}\b` : escape(word), 'giu')
    return [...box.text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length]
      if (taken.some((other) => start < other.end && end > other.start)) return []
      taken.push({ start, end })
      return [risky({ rule: 'risky-word', place: spotIn(box, start, end), params: { word: match[0] }, suggestion: instead })]
    })
  })
}

/** Four words or more in capitals, or most of a longer text, read as shouting. */
function checkCapitals(box: Box): Finding[] {
  if (box.part === 'button' || box.part === 'cardButton') return []
  return [...box.text.matchAll(/\p{Lu}{3,}(?:[\s!',]+\p{Lu}{2,}){2,}/gu)].map((match) =>
    risky({
      rule: 'capitals',
      place: spotIn(box, match.index, match.index + match[0].length),
      suggestion: match[0].charAt(0) + match[0].slice(1).toLowerCase(),
    }),
  )
}

const LINK = /(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:\/[^\s]*)?/giu
const isOn = (host: string, list: readonly string[]): boolean => list.some((known) => host === known || host.endsWith(`.${known}`))

function checkLinks(box: Box): Finding[] {
  return [...box.text.matchAll(LINK)].flatMap((match) => {
    const host = (match[1] ?? '').toLowerCase()
    const place = spotIn(box, match.index, match.index + match[0].length)
    if (isOn(host, whatsappHosts)) return [risky({ rule: 'link-whatsapp', place })]
    return isOn(host, shorteners) ? [risky({ rule: 'link-short', place, params: { host } })] : []
  })
}

function checkButtonLink(box: Box, address: string): Finding[] {
  const host = /^(?:https?:\/\/)?([^/?#:]+)/iu.exec(address)?.[1]?.toLowerCase() ?? ''
  return isOn(host, shorteners) ? [risky({ rule: 'link-short', place: spotIn(box, 0, 0), params: { host } })] : []
}

/** Meta changes such a notice to an offer, with the price of an offer. @source reference part 5, category changes */
function checkOfferWords(boxes: readonly Box[], text: DraftText): Finding[] {
  const pattern = offerWordsOf(text.language)
  if (pattern === null) return []
  return boxes.flatMap((box) =>
    [...box.text.matchAll(pattern)].slice(0, 1).map((match) =>
      risky({
        rule: 'reads-like-offer',
        place: spotIn(box, match.index, match.index + match[0].length),
        params: { word: match[0] },
      }),
    ),
  )
}
