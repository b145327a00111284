import type { ReactNode } from 'react'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { MessageText, Tag, langTag, type IconName } from '../../../ui/index.ts'
import styles from './bubble.module.css'
import { Small } from './small-line.tsx'
import type { Message } from '../types.ts'

type Template = Extract<Message['content'], { kind: 'template' }>
type Media = NonNullable<Template['media']>
type TemplateContentProps = { readonly content: Template; readonly lang: string | null }

const icons: Readonly<Record<Media, IconName>> = { image: 'photo', video: 'play', document: 'file', product: 'catalog' }

/** A template as it was sent: what stood above, the offer, texts, code, buttons, cards. */
export function TemplateContent({ content, lang }: TemplateContentProps): ReactNode {
  const { t } = useWords()
  const language = lang ?? content.language
  return (
    <>
      <Above content={content} />
      <MessageText text={content.body} lang={language} />
      {content.footer === null ? null : <Small>{content.footer}</Small>}
      {content.couponCode === null ? null : (
        <p>
          <Tag icon="tag">{t('inbox.bubble.coupon', { code: content.couponCode })}</Tag>
        </p>
      )}
      <Buttons texts={content.buttons} />
      {content.cards === undefined ? null : <Cards cards={content.cards} language={language} />}
    </>
  )
}

/** Title, file, place or product, and the line of an offer that ends. */
function Above({ content: { header, media, place, offer } }: { readonly content: Template }): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <>
      {header === null ? null : <strong className={styles['header']}>{header}</strong>}
      {media === undefined ? null : <Small icon={icons[media]}>{t(`inbox.bubble.above.${media}`)}</Small>}
      {place === undefined ? null : <Small icon="shop">{[place.name, place.address].filter((part) => part !== '').join(', ')}</Small>}
      {offer === undefined ? null : (
        <div data-testid="inbox-bubble-offer">
          <strong className={styles['header']}>{offer.text}</strong>
          {offer.endsAt === null ? null : (
            <Small icon="clock">{t('inbox.bubble.offerEnds', { time: formatDate(offer.endsAt, 'date-time', words) })}</Small>
          )}
        </div>
      )}
    </>
  )
}

function Buttons({ texts }: { readonly texts: readonly string[] }): ReactNode {
  if (texts.length === 0) return null
  return (
    <ul className={styles['buttons']}>
      {texts.map((text, index) => (
        <li key={index}>{text}</li>
      ))}
    </ul>
  )
}

/** Small cards in a row that wraps, so that nothing hides behind an edge. */
function Cards({ cards, language }: { readonly cards: NonNullable<Template['cards']>; readonly language: string }): ReactNode {
  const { t, number } = useWords()
  return (
    <ul className={styles['cards']} aria-label={t('inbox.bubble.cards')} data-testid="inbox-bubble-cards">
      {cards.map((card, index) => (
        <li key={index} className={styles['smallCard']}>
          <Small icon={icons[card.media]}>{t('value.card', { index: number(index + 1) })}</Small>
          {card.product === null ? null : <strong lang={langTag(language)}>{card.product}</strong>}
          {card.text === '' ? null : <MessageText text={card.text} lang={language} />}
          <Buttons texts={card.buttons} />
        </li>
      ))}
    </ul>
  )
}
