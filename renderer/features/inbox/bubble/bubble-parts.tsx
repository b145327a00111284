import type { ReactNode } from 'react'
import { formatPhone, useWords } from '../../../i18n/index.ts'
import { MessageText, PlainText, type IconName } from '../../../ui/index.ts'
import styles from './bubble.module.css'
import { fileType, mediaWord } from './file-words.ts'
import { LongText } from './long-text.tsx'
import { MediaBubble, PlaceLink } from '../media/index.ts'
import { messageSummary } from './message-summary.ts'
import { Small } from './small-line.tsx'
import type { Message } from '../types.ts'

type Content = Message['content']
type ContentOf<K extends Content['kind']> = Extract<Content, { kind: K }>
type PartKind =
  | 'button'
  | 'media'
  | 'location'
  | 'contacts'
  | 'flow'
  | 'menu'
  | 'callPermission'
  | 'placeholder'
  | 'reaction'
  | 'system'
  | 'unsupported'
type Drawn<K extends PartKind> = { readonly content: ContentOf<K>; readonly lang: string | null }

const drawings: { readonly [K in PartKind]: (drawn: Drawn<K>) => ReactNode } = {
  button: Tap,
  media: File,
  location: Place,
  contacts: Cards,
  flow: Form,
  menu: Menu,
  callPermission: Line,
  placeholder: Line,
  reaction: Line,
  system: Notice,
  unsupported: Unsupported,
}

/** Whether a message is of a kind that is drawn here: files, places, cards, forms, taps and notices. */
export const isPart = (content: Content): content is ContentOf<PartKind> => Object.hasOwn(drawings, content.kind)

/** A message of one part, drawn by its kind. */
export function PartContent({ content, lang }: Drawn<PartKind>): ReactNode {
  // The table has one drawing for each kind, and the kind chooses it.
  const Drawing = drawings[content.kind] as (drawn: Drawn<PartKind>) => ReactNode
  return <Drawing content={content} lang={lang} />
}

function Tap({ content, lang }: Drawn<'button'>): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Small>{t(content.choice === 'list' ? 'inbox.bubble.choice' : 'inbox.bubble.button')}</Small>
      <MessageText text={content.text} lang={lang} />
      {content.description === undefined ? null : <Small>{content.description}</Small>}
    </>
  )
}

const fileIcons: { readonly [M in ContentOf<'media'>['media']]: IconName } = {
  image: 'photo',
  video: 'play',
  audio: 'play',
  document: 'template',
  sticker: 'photo',
}

function File({ content, lang }: Drawn<'media'>): ReactNode {
  const { t } = useWords()
  const type = fileType(content)
  if (content.file !== undefined)
    return (
      <>
        <MediaBubble content={content} file={content.file} />
        {content.caption === '' ? null : <LongText text={content.caption} lang={lang} />}
      </>
    )
  return (
    <>
      <Small icon={fileIcons[content.media]}>
        <span>{t(mediaWord(content))}</span>
        {content.fileName === null ? null : (
          <bdi>
            <PlainText text={content.fileName} />
          </bdi>
        )}
        {type === '' ? null : <bdi dir="ltr">{type}</bdi>}
      </Small>
      {content.caption === '' ? null : <LongText text={content.caption} lang={lang} />}
      <Small>{t('inbox.bubble.mediaNote')}</Small>
    </>
  )
}

function Menu({ content, lang }: Drawn<'menu'>): ReactNode {
  return (
    <>
      {content.header === '' ? null : <strong className={styles['header']}>{content.header}</strong>}
      <MessageText text={content.text} lang={lang} />
      {content.footer === '' ? null : <Small>{content.footer}</Small>}
      {content.options.length === 0 ? null : (
        <ul className={styles['buttons']}>
          {content.options.map((option, index) => (
            <li key={index}>{option}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Place({ content }: Drawn<'location'>): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Small>{t('inbox.bubble.location')}</Small>
      {content.name === '' ? null : <strong className={styles['header']}>{content.name}</strong>}
      {content.address === undefined ? null : <p>{content.address}</p>}
      <p>
        <bdi dir="ltr">{`${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`}</bdi>
      </p>
      <PlaceLink latitude={content.latitude} longitude={content.longitude} />
    </>
  )
}

function Cards({ content }: Drawn<'contacts'>): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Small icon="customer">{t(content.isAnswer ? 'inbox.bubble.contactAnswer' : 'inbox.bubble.contacts')}</Small>
      <ul className={styles['products']}>
        {content.items.map((item, index) => (
          <li key={index} className={styles['card']}>
            {item.name === '' ? null : <strong>{item.name}</strong>}
            {item.company === '' ? null : <span>{item.company}</span>}
            {[...item.numbers.map(formatPhone), ...item.emails].map((line) => (
              <bdi key={line} dir="ltr">
                {line}
              </bdi>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

function Form({ content, lang }: Drawn<'flow'>): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Small icon="list">{t('inbox.bubble.flow')}</Small>
      {content.text === '' ? null : <MessageText text={content.text} lang={lang} />}
      <dl className={styles['pairs']}>
        {content.fields.map(({ name, value }, index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Notice({ content, lang }: Drawn<'system'>): ReactNode {
  const words = useWords()
  if (content.note === undefined) return <MessageText text={content.text} lang={lang} />
  return <Small icon="info">{messageSummary({ content }, words)}</Small>
}

function Line({ content }: { readonly content: Content }): ReactNode {
  return <p>{messageSummary({ content }, useWords())}</p>
}

function Unsupported({ content }: Drawn<'unsupported'>): ReactNode {
  const words = useWords()
  return (
    <>
      <p>{messageSummary({ content }, words)}</p>
      {content.said === undefined ? null : <Small>{words.t('inbox.bubble.said', { text: content.said })}</Small>}
    </>
  )
}
