import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { formatDate, formatPhone, languageName, useWords } from '../../i18n/index.ts'
import { routes, useOverlays } from '../../navigation/index.ts'
import {
  Button,
  DateTime,
  ErrorStrip,
  Facts,
  Icon,
  Link,
  OffersTag,
  langTag,
  Phone,
  Quiet,
  Skeleton,
  Tag,
  TextArea,
  TextField,
  useToast,
} from '../../ui/index.ts'
import styles from './customer-card.module.css'

type Card = CallOutput<'customer.get'>

/** Who is being written to: consent with source and date in sight, tags, note, export and erase. */
export function CustomerCard({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useWords()
  const reading = useCall('customer.get', { customerId })
  return (
    <aside className={styles['card']} aria-label={t('inbox.customer.card')} data-pane="" data-testid="inbox-card">
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={6} /> : null}
      {reading.data === undefined ? null : <Filled key={customerId} card={reading.data} />}
    </aside>
  )
}

function Filled({ card }: { readonly card: Card }): ReactNode {
  const { t } = useWords()
  const overlays = useOverlays()
  const name = nameOf(card)
  return (
    <>
      <div>
        <h2 className={styles['name']} dir="auto" lang={langTag(card.language)}>
          {name}
        </h2>
        <p className={styles['number']} data-testid="inbox-card-number">
          {card.phone === null ? (
            <Quiet>{card.username === null ? t('ui.noNumber') : `@${card.username} (${t('ui.noNumber')})`}</Quiet>
          ) : (
            <Phone phone={card.phone} />
          )}
        </p>
      </div>
      <Consent card={card} />
      <Tags card={card} />
      <Details card={card} />
      <Coupons card={card} />
      <Note card={card} />
      <div className={styles['actions']}>
        <Link to={routes.customer(card.customerId)} testId="inbox-card-open">
          <Icon name="list" />
          {t('inbox.customer.open')}
        </Link>
        <Button
          variant="quiet"
          icon="download"
          onPress={() => overlays.open({ kind: 'export-customer', customerId: card.customerId, name })}
          testId="inbox-card-export"
        >
          {t('inbox.customer.export')}
        </Button>
        <Button
          variant="quiet"
          icon="erase"
          onPress={() => overlays.open({ kind: 'erase-customer', customerId: card.customerId, name })}
          testId="inbox-card-erase"
        >
          {t('inbox.customer.erase')}
        </Button>
      </div>
    </>
  )
}

const nameOf = (card: Card): string => {
  if (card.name !== '') return card.name
  if (card.username !== null) return `@${card.username}`
  return card.phone === null ? card.customerId : formatPhone(card.phone)
}

function Consent({ card }: { readonly card: Card }): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <section className={styles['part']} data-testid="inbox-card-consent">
      <h3 className={styles['head']}>{t('inbox.customer.consent')}</h3>
      <OffersTag offers={card.offers} />
      {card.offersSource === null || card.offersAt === null ? null : (
        <Quiet isSmall>
          {t('inbox.customer.consentFrom', { source: t(`ui.source.${card.offersSource}`), date: formatDate(card.offersAt, 'date', words) })}
        </Quiet>
      )}
    </section>
  )
}

function Tags({ card }: { readonly card: Card }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const saving = useMutationCall('customer.save')
  const [isAdding, setIsAdding] = useState(false)
  const [tag, setTag] = useState('')
  const save = (tags: readonly string[]): Promise<unknown> => saving.run({ customerId: card.customerId, tags: [...tags] })
  const add = async (): Promise<void> => {
    const wanted = tag.trim()
    if (wanted !== '' && !card.tags.includes(wanted)) await save([...card.tags, wanted])
    setTag('')
    setIsAdding(false)
  }
  const remove = async (gone: string): Promise<void> => {
    await save(card.tags.filter((one) => one !== gone))
    toast({ text: t('inbox.customer.tagRemoved', { tag: gone }), action: { label: t('ui.undo'), onAction: () => void save(card.tags) } })
  }
  return (
    <section className={styles['part']} data-testid="inbox-card-tags">
      <h3 className={styles['head']}>{t('inbox.customer.tags')}</h3>
      <div className={styles['tags']}>
        {card.tags.map((one) => (
          <Tag key={one} tone="accent" onRemove={() => void remove(one)} removeLabel={t('inbox.customer.removeTag', { tag: one })}>
            {one}
          </Tag>
        ))}
        {isAdding ? null : (
          <Button size="small" icon="plus" variant="quiet" onPress={() => setIsAdding(true)} testId="inbox-card-tag-add">
            {t('inbox.customer.addTag')}
          </Button>
        )}
      </div>
      {isAdding ? (
        <div className={styles['addTag']}>
          <TextField
            label={t('inbox.customer.newTag')}
            value={tag}
            onChange={setTag}
            autoFocus
            maxLength={100}
            onSubmit={() => void add()}
            testId="inbox-card-tag-name"
          />
          <Button onPress={() => void add()} isBusy={saving.isRunning}>
            {t('ui.add')}
          </Button>
        </div>
      ) : null}
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </section>
  )
}

function Details({ card }: { readonly card: Card }): ReactNode {
  const { t, locale, number } = useWords()
  const facts = [
    ...(card.addressAs === '' ? [] : [{ name: t('inbox.customer.addressAs'), value: card.addressAs }]),
    ...(card.language === null ? [] : [{ name: t('inbox.customer.language'), value: languageName(card.language, locale) }]),
    { name: t('inbox.customer.messages'), value: number(card.messageCount) },
  ]
  return <Facts facts={facts} />
}

function Coupons({ card }: { readonly card: Card }): ReactNode {
  const { t } = useWords()
  const [now] = useState(() => Date.now())
  if (card.coupons.length === 0) return null
  return (
    <section className={styles['part']} data-testid="inbox-card-coupons">
      <h3 className={styles['head']}>{t('inbox.customer.coupons')}</h3>
      <ul className={styles['coupons']}>
        {card.coupons.map((coupon) => (
          <li key={coupon.code} className={styles['coupon']}>
            <bdi dir="ltr" className={styles['code']}>
              {coupon.code}
            </bdi>
            <Quiet isSmall>
              {coupon.expiresAt !== null && coupon.expiresAt < now
                ? t('inbox.customer.coupon.expired')
                : t(`inbox.customer.coupon.${coupon.state}`)}
            </Quiet>
            {coupon.expiresAt === null ? null : <DateTime at={coupon.expiresAt} style="date" />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A note is saved when one leaves it. */
function Note({ card }: { readonly card: Card }): ReactNode {
  const { t } = useWords()
  const [note, setNote] = useState(card.note)
  const saving = useMutationCall('customer.save')
  const save = (): void => {
    if (note !== card.note) void saving.run({ customerId: card.customerId, note })
  }
  return (
    <div onBlur={save}>
      <TextArea
        label={t('inbox.customer.note')}
        value={note}
        onChange={setNote}
        rows={2}
        maxLength={4000}
        hint={t('inbox.customer.noteHint')}
        testId="inbox-card-note"
      />
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </div>
  )
}
