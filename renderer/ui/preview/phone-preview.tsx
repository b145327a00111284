import { useState, type CSSProperties, type ReactNode } from 'react'
import { formatDate, useWords } from '../../i18n/index.ts'
import { Checkbox, RadioGroup } from '../choice/choices.tsx'
import { Icon } from '../icon/icon.tsx'
import { Strip } from '../feedback/strip.tsx'
import { langTag } from '../styles/lang-tag.ts'
import { MessageText } from './message-text.tsx'
import { metrics, PICTURE_RATIO, type Device } from './metrics.ts'
import { PreviewButtons } from './preview-buttons.tsx'
import { PreviewCards } from './preview-cards.tsx'
import { PreviewMedia } from './preview-media.tsx'
import { headerOf, type PreviewMessage } from './preview-message.ts'
import styles from './phone-preview.module.css'

type PhonePreviewProps = {
  readonly message: PreviewMessage
  /** Whose eyes we look through. */
  readonly personName: string
  readonly shopName: string
  readonly lang?: string | null | undefined
  /** The time on the stamp; ms since epoch. */
  readonly at: number
  readonly testId?: string | undefined
}

/** A message as it looks on the customer's device, with a choice of device and of light and dark. */
export function PhonePreview(props: PhonePreviewProps): ReactNode {
  const { message, testId } = props
  const { t } = useWords()
  const [device, setDevice] = useState<Device>('android')
  const [isDark, setIsDark] = useState(false)
  const hidesOffer = device === 'web' && message.offer !== undefined && message.offer !== null
  const hidesCode = device === 'web' && !hidesOffer && message.buttons.some((button) => button.type === 'COPY_CODE')
  return (
    <section className={styles['preview']} aria-label={t('ui.preview.title')} data-testid={testId ?? 'phone-preview'}>
      <div className={styles['choices']}>
        <RadioGroup
          label={t('ui.preview.device')}
          isLabelHidden
          look="segments"
          value={device}
          onChange={setDevice}
          testId="phone-preview-device"
          options={(['android', 'iphone', 'web'] as const).map((value) => ({ value, label: t(`ui.preview.${value}`) }))}
        />
        <Checkbox isSelected={isDark} onChange={setIsDark} testId="phone-preview-dark">
          {t('ui.preview.dark')}
        </Checkbox>
      </div>
      <Screen {...props} device={device} isDark={isDark} />
      {hidesOffer ? <Strip tone="warning">{t('ui.preview.webHidesOffer')}</Strip> : null}
      {hidesCode ? <Strip tone="warning">{t('ui.preview.webHidesCode')}</Strip> : null}
      <p className={styles['note']}>{t('ui.preview.note')}</p>
    </section>
  )
}

const sizes = (device: Device): CSSProperties =>
  ({
    '--screen-width': `${metrics[device].screenWidth}px`,
    '--bubble-width': `${metrics[device].bubbleWidth}px`,
    '--bubble-radius': `${metrics[device].radius}px`,
    '--bubble-font': `${metrics[device].fontSize}px`,
    '--bubble-line': `${metrics[device].lineHeight}px`,
    '--stamp-size': `${metrics[device].stampSize}px`,
    '--button-height': `${metrics[device].buttonHeight}px`,
    '--card-width': `${metrics[device].cardWidth}px`,
    '--picture-ratio': PICTURE_RATIO,
  }) as CSSProperties

/** A phone writes in the direction of its own language, whatever this window speaks. */
const directionOf = (lang: string | null | undefined): 'ltr' | 'rtl' => (/^(ar|fa|he|ur)(_|-|$)/u.test(lang ?? '') ? 'rtl' : 'ltr')

type ScreenProps = PhonePreviewProps & { readonly device: Device; readonly isDark: boolean }

function Screen(props: ScreenProps): ReactNode {
  const { message, personName, shopName, lang, device, isDark } = props
  const { t } = useWords()
  const shownButtons = device === 'web' ? message.buttons.filter((button) => button.type !== 'COPY_CODE') : message.buttons
  return (
    <div
      className={styles['screen']}
      dir={directionOf(lang)}
      data-device={device}
      data-dark={isDark ? '' : undefined}
      style={sizes(device)}
    >
      <div className={styles['bar']} aria-hidden="true">
        <Icon name="back" size={16} />
        <span className={styles['avatar']}>{Array.from(shopName)[0]}</span>
        <span className={styles['shopName']}>{shopName}</span>
      </div>
      <figure className={styles['chat']} aria-label={t('ui.preview.message', { name: personName })}>
        <div className={styles['bubble']} data-testid="phone-preview-bubble">
          <Header message={message} />
          <OfferLine {...props} />
          <Body {...props} />
          {message.footer === null ? null : (
            <p className={styles['footer']} lang={langTag(lang)}>
              {message.footer}
            </p>
          )}
          <p className={styles['stamp']}>
            <Stamp at={props.at} />
          </p>
          <PreviewButtons buttons={shownButtons} lang={lang} />
        </div>
        {message.cards === undefined || message.cards.length === 0 ? null : (
          <PreviewCards cards={message.cards} device={device} lang={lang} />
        )}
      </figure>
    </div>
  )
}

function Stamp({ at }: { readonly at: number }): ReactNode {
  const context = useWords()
  return formatDate(at, 'time', context)
}

function Header({ message }: { readonly message: PreviewMessage }): ReactNode {
  const header = headerOf(message)
  if (header === 'none') return null
  if (header === 'text') return <p className={styles['headerText']}>{message.headerText}</p>
  return <PreviewMedia kind={header} imageUrl={message.headerImageUrl} />
}

/** The line of an offer that ends; not shown on the web. */
function OfferLine({ message, lang, device }: ScreenProps): ReactNode {
  const { t } = useWords()
  const { offer } = message
  if (offer === undefined || offer === null || device === 'web') return null
  return (
    <div className={styles['offer']} data-testid="phone-preview-offer">
      <Icon name="clock" size={20} />
      <div>
        <p className={styles['offerText']} lang={langTag(lang)}>
          {offer.text}
        </p>
        {offer.left === null ? null : <p className={styles['offerEnds']}>{t('ui.preview.offerEnds', { time: offer.left })}</p>}
        {offer.code === '' ? null : <p className={styles['offerCode']}>{t('ui.preview.offerCode', { code: offer.code })}</p>}
      </div>
    </div>
  )
}

function Body({ message, lang, device }: ScreenProps): ReactNode {
  const { t } = useWords()
  const { foldAfterCharacters } = metrics[device]
  const isFolded = message.body.length > foldAfterCharacters
  return (
    <div className={styles['body']}>
      <MessageText text={isFolded ? `${message.body.slice(0, foldAfterCharacters)}…` : message.body} lang={lang} />
      {isFolded ? <span className={styles['readMore']}>{t('ui.preview.readMore')}</span> : null}
    </div>
  )
}
