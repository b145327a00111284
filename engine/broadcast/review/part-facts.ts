import { cardHeaderKey, HEADER_KEY, isProductCarousel, OFFER_ENDS_KEY } from '../../template/index.ts'
import type { Message } from '../message/compile.ts'
import type { Version } from '../message/version.ts'
import type { IssueFacts } from './rules.ts'

const DAY_MS = 86_400_000
/** Meta keeps an upload 30 days; a day less, because people may wait for their turn. @source reference part 4 */
const FILE_KEPT_MS = 29 * DAY_MS

/** Neither a web address nor the id of an upload. */
function isWrongAddress({ variables }: Message['content'], key: string): boolean {
  const from = variables[key]?.from
  return from?.kind === 'text' && /(^|\.)header$/.test(key) && !/^(https:\/\/\S+|\d+)$/.test(from.text.trim())
}

/** Pictures, films and files that nobody gave, and those that Meta no longer has. */
export function fileFacts({ content }: Message, version: Version, at: number): Pick<IssueFacts, 'missingFiles' | 'expiredFiles'> {
  const { template } = version
  const keys = version.keys.filter((key) => !isWrongAddress(content, key))
  const files = keys.flatMap((key) => {
    const from = content.variables[key]?.from
    return from?.kind === 'file' ? [from] : []
  })
  // Something wrong is never quietly replaced by the sample.
  const isOpen = (key: string, hasOther: boolean) => (version.keys.includes(key) || !hasOther) && !keys.includes(key)
  const isMedia = ['IMAGE', 'VIDEO', 'DOCUMENT'].includes(template?.header?.format ?? '')
  const isHeaderMissing = isMedia && isOpen(HEADER_KEY, version.headerUrl !== null)
  const cards = template === null || isProductCarousel(template) ? [] : template.cards
  return {
    missingFiles: [
      ...(isHeaderMissing ? ['header' as const] : []),
      ...cards.flatMap((card, index) => (isOpen(cardHeaderKey(index), card.header?.sampleUrl !== null) ? [index + 1] : [])),
    ],
    expiredFiles: files.filter(({ uploadedAt }) => uploadedAt + FILE_KEPT_MS <= at).map(({ fileName }) => fileName),
  }
}

/** Whether the end of an offer is set and still to come. */
export function offerFacts(message: Message, version: Version, at: number): IssueFacts['offerEnd'] {
  if (version.template?.limitedTimeOffer?.hasExpiration !== true) return 'fine'
  const endsAt = endOf(message)
  if (endsAt === null) return 'missing'
  return endsAt <= at ? 'past' : 'fine'
}

/** The coupon's end stands in for one that is not written. */
function endOf({ content: { variables }, coupon }: Message): number | null {
  const from = variables[OFFER_ENDS_KEY]?.from
  const written = Date.parse(from?.kind === 'text' ? from.text : '')
  return Number.isFinite(written) ? written : (coupon?.endsAt ?? null)
}
