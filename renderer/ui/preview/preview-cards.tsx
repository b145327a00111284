import { useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { IconButton } from '../button/button.tsx'
import { MessageText } from './message-text.tsx'
import { CARD_PICTURE_RATIO, metrics, type Device } from './metrics.ts'
import { PreviewButtons } from './preview-buttons.tsx'
import { PreviewMedia } from './preview-media.tsx'
import type { PreviewCard } from './preview-message.ts'
import styles from './phone-preview.module.css'

type PreviewCardsProps = { readonly cards: readonly PreviewCard[]; readonly device: Device; readonly lang: string | null | undefined }

/** Cards that swipe under the finger or the wheel, and step by buttons and arrow keys. */
export function PreviewCards({ cards, device, lang }: PreviewCardsProps): ReactNode {
  const { t, number } = useWords()
  const row = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(0)
  const step = metrics[device].cardWidth + 8
  const go = (index: number): void => {
    const next = Math.max(0, Math.min(index, cards.length - 1))
    setShown(next)
    const direction = row.current !== null && getComputedStyle(row.current).direction === 'rtl' ? -1 : 1
    row.current?.scrollTo({ left: direction * next * step })
  }
  return (
    <div className={styles['carousel']}>
      {/* A strip that scrolls must be reachable by keys; its arrows step from card to card. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={row}
        className={styles['cards']}
        role="group"
        aria-label={t('ui.preview.cards')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        data-testid="phone-preview-cards"
        data-shown={shown}
        onScroll={(event) => setShown(Math.round(Math.abs(event.currentTarget.scrollLeft) / step))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
          event.preventDefault()
          go(shown + (event.key === 'ArrowRight' ? 1 : -1))
        }}
      >
        {cards.map((card, index) => (
          <div
            key={index}
            className={styles['card']}
            role="group"
            aria-label={t('ui.preview.card', { index: number(index + 1), of: number(cards.length) })}
            style={{ '--picture-ratio': CARD_PICTURE_RATIO } as CSSProperties}
          >
            <PreviewMedia kind={card.kind} imageUrl={card.imageUrl} />
            {card.body === '' ? null : (
              <div className={styles['cardBody']}>
                <MessageText text={card.body} lang={lang} />
              </div>
            )}
            <PreviewButtons buttons={card.buttons} lang={lang} />
          </div>
        ))}
      </div>
      <div className={styles['cardSteps']}>
        <IconButton
          icon="back"
          size="small"
          label={t('ui.preview.previousCard')}
          isDisabled={shown <= 0}
          onPress={() => go(shown - 1)}
          testId="phone-preview-previous"
        />
        <span>{t('ui.preview.card', { index: number(shown + 1), of: number(cards.length) })}</span>
        <IconButton
          icon="chevron-right"
          size="small"
          label={t('ui.preview.nextCard')}
          isDisabled={shown >= cards.length - 1}
          onPress={() => go(shown + 1)}
          testId="phone-preview-next"
        />
      </div>
    </div>
  )
}
