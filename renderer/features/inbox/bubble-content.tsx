import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Icon, MessageText, Tag, langTag } from '../../ui/index.ts'
import styles from './bubble.module.css'
import { messageSummary } from './message-summary.ts'
import type { Message } from './types.ts'

type Content = Message['content']
type ContentProps = { readonly content: Content; readonly lang: string | null }

type SmallKind = Extract<Content, { kind: 'button' | 'media' | 'reaction' | 'location' | 'unsupported' }>
type GoodsKind = Extract<Content, { kind: 'product' | 'products' | 'order' }>

const goodsKinds: ReadonlySet<Content['kind']> = new Set<GoodsKind['kind']>(['product', 'products', 'order'])
const smallKinds: ReadonlySet<Content['kind']> = new Set<SmallKind['kind']>(['button', 'media', 'reaction', 'location', 'unsupported'])
const isGoods = (content: Content): content is GoodsKind => goodsKinds.has(content.kind)
const isSmall = (content: Content): content is SmallKind => smallKinds.has(content.kind)

/** What a message holds, drawn by its kind. */
export function BubbleContent({ content, lang }: ContentProps): ReactNode {
  if (isGoods(content)) return <Goods content={content} lang={lang} />
  if (isSmall(content)) return <SmallContent content={content} lang={lang} />
  if (content.kind === 'template') return <TemplateContent content={content} lang={lang} />
  return <MessageText text={content.text} lang={lang} />
}

/** Kinds that are a line or two. */
function SmallContent({ content, lang }: { readonly content: SmallKind; readonly lang: string | null }): ReactNode {
  const words = useWords()
  const { t } = words
  switch (content.kind) {
    case 'button':
      return (
        <>
          <Small>{t('inbox.bubble.button')}</Small>
          <MessageText text={content.text} lang={lang} />
        </>
      )
    case 'media':
      return (
        <>
          <Small icon="photo">{content.fileName ?? t(`inbox.bubble.media.${content.media}`)}</Small>
          {content.caption === '' ? null : <MessageText text={content.caption} lang={lang} />}
          <Small>{t('inbox.bubble.mediaNote')}</Small>
        </>
      )
    case 'location':
      return (
        <>
          <Small>{t('inbox.bubble.location')}</Small>
          <p>
            {content.name} <bdi dir="ltr">{`${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`}</bdi>
          </p>
        </>
      )
    case 'reaction':
    case 'unsupported':
      return <p>{messageSummary({ content }, words)}</p>
  }
}

function Small({ children, icon }: { readonly children: ReactNode; readonly icon?: 'photo' }): ReactNode {
  return (
    <p className={styles['small']}>
      {icon === undefined ? null : <Icon name={icon} size={14} />}
      {children}
    </p>
  )
}

/** Kinds that hold products. */
function Goods({ content, lang }: { readonly content: GoodsKind; readonly lang: string | null }): ReactNode {
  switch (content.kind) {
    case 'product':
      return <Products text={content.text} items={[content]} lang={lang} />
    case 'products':
      return <Products header={content.header} text={content.text} items={content.items} lang={lang} />
    case 'order':
      return <Order content={content} lang={lang} />
  }
}

type ProductItem = { readonly retailerId: string; readonly name: string; readonly price: string }

function Products({
  header,
  text,
  items,
  lang,
}: {
  readonly header?: string
  readonly text: string
  readonly items: readonly ProductItem[]
  readonly lang: string | null
}): ReactNode {
  return (
    <>
      {header === undefined || header === '' ? null : <strong>{header}</strong>}
      {text === '' ? null : <MessageText text={text} lang={lang} />}
      <ul className={styles['products']}>
        {items.map((item) => (
          <li key={item.retailerId} className={styles['product']}>
            <Icon name="catalog" size={16} />
            <span className={styles['productName']} lang={langTag(lang)}>
              {item.name}
            </span>
            <bdi dir="ltr">{item.price}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}

function TemplateContent({
  content,
  lang,
}: {
  readonly content: Extract<Content, { kind: 'template' }>
  readonly lang: string | null
}): ReactNode {
  const { t } = useWords()
  return (
    <>
      {content.header === null ? null : <strong className={styles['header']}>{content.header}</strong>}
      <MessageText text={content.body} lang={lang ?? content.language} />
      {content.footer === null ? null : <Small>{content.footer}</Small>}
      {content.couponCode === null ? null : (
        <p>
          <Tag icon="tag">{t('inbox.bubble.coupon', { code: content.couponCode })}</Tag>
        </p>
      )}
      {content.buttons.length === 0 ? null : (
        <ul className={styles['buttons']}>
          {content.buttons.map((button, index) => (
            <li key={index}>{button}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Order({ content, lang }: { readonly content: Extract<Content, { kind: 'order' }>; readonly lang: string | null }): ReactNode {
  const { t, number } = useWords()
  return (
    <>
      <strong className={styles['header']}>{t('inbox.bubble.order')}</strong>
      <ul className={styles['products']}>
        {content.items.map((item) => (
          <li key={item.retailerId} className={styles['product']}>
            <span className={styles['productName']} lang={langTag(lang)}>
              {t('inbox.bubble.quantity', { quantity: number(item.quantity), name: item.name })}
            </span>
            <bdi dir="ltr">{item.priceText}</bdi>
          </li>
        ))}
      </ul>
      <p className={styles['total']}>
        <bdi dir="ltr">{content.totalText}</bdi>
      </p>
      {content.text === '' ? null : <MessageText text={content.text} lang={lang} />}
    </>
  )
}
