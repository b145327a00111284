import type { ReactNode } from 'react'
import { shortPrice, useWords } from '../../../i18n/index.ts'
import { Icon, MessageText, langTag } from '../../../ui/index.ts'
import styles from './bubble.module.css'
import { isPart, PartContent } from './bubble-parts.tsx'
import { TemplateContent } from './bubble-template.tsx'
import { LongText } from './long-text.tsx'
import type { Message } from '../types.ts'

type Content = Message['content']
type ContentProps = { readonly content: Content; readonly lang: string | null }

type GoodsKind = Extract<Content, { kind: 'product' | 'products' | 'order' }>

const goodsKinds: ReadonlySet<Content['kind']> = new Set<GoodsKind['kind']>(['product', 'products', 'order'])
const isGoods = (content: Content): content is GoodsKind => goodsKinds.has(content.kind)

/** What a message holds, drawn by its kind. */
export function BubbleContent({ content, lang }: ContentProps): ReactNode {
  if (isGoods(content)) return <Goods content={content} lang={lang} />
  if (isPart(content)) return <PartContent content={content} lang={lang} />
  if (content.kind === 'template') return <TemplateContent content={content} lang={lang} />
  return <LongText text={content.text} lang={lang} />
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
            {item.price === '' ? null : <bdi dir="ltr">{shortPrice(item.price)}</bdi>}
          </li>
        ))}
      </ul>
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
