import { useState, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords, type Words } from '../../../i18n/index.ts'
import { PhonePreview, Strip, type PreviewMessage } from '../../../ui/index.ts'
import { spanWords } from '../span-words.ts'
import styles from './message.module.css'

type RenderedMessage = NonNullable<CallOutput<'broadcast.preview'>['message']>
type PersonMessageProps = { readonly message: RenderedMessage; readonly testId: string }

/** One filled-in message on the phone, with what the phone does not spell out: the place, where links lead. */
export function PersonMessage({ message, testId }: PersonMessageProps): ReactNode {
  const words = useWords()
  const { t } = words
  const vault = useCall('vault.status', {})
  const [now] = useState(() => Date.now())
  const { tooLong, place, links } = message
  return (
    <>
      {tooLong === null ? null : (
        <Strip tone="warning" testId={`${testId}-too-long`}>
          {t('broadcast.preview.tooLong', { characters: tooLong.characters, most: tooLong.most })}
        </Strip>
      )}
      <PhonePreview
        message={previewOf(message, { words, now })}
        personName={message.customerName === '' ? t('broadcast.noName') : message.customerName}
        shopName={vault.data?.shop?.name ?? ''}
        lang={message.language.replace('_', '-')}
        at={now}
        testId={testId}
      />
      {place === null && links.length === 0 ? null : (
        <ul className={styles['links']} data-testid={`${testId}-links`}>
          {place === null ? null : <li>{[place.name, place.address].filter((part) => part !== '').join(', ')}</li>}
          {links.map(({ key, url }) => (
            <li key={key}>
              <bdi dir="ltr">{t('value.link.whole', { url })}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const DAY_MS = 86_400_000

/** Pictures are drawn by their kind: the window fetches nothing. */
function previewOf(message: RenderedMessage, { words, now }: { readonly words: Words; readonly now: number }): PreviewMessage {
  const { offer } = message
  return {
    header: message.header,
    headerImageUrl: null,
    headerText: message.headerText,
    body: message.body,
    footer: message.footer,
    buttons: message.buttons,
    offer:
      offer === null
        ? null
        : { text: offer.text, code: message.couponCode ?? '', left: offer.endsAt === null ? null : timeLeft(offer.endsAt - now, words) },
    cards: message.cards.map(({ kind, product, body, buttons }) => ({
      kind,
      imageUrl: null,
      body: product === null ? body : [product, body].filter((part) => part !== '').join('\n'),
      buttons,
    })),
  }
}

/** Days while there is more than one, else hours and minutes. */
function timeLeft(leftMs: number, { t }: Words): string {
  const shownMs = Math.max(0, leftMs)
  return shownMs > DAY_MS ? t('broadcast.span.days', { days: Math.floor(shownMs / DAY_MS) }) : spanWords(shownMs, t)
}
