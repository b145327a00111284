import { useRef, useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { formatDate, languageName, useWords } from '../../../i18n/index.ts'
import { routes, useOverlays } from '../../../navigation/index.ts'
import {
  Button,
  DateTime,
  ErrorStrip,
  Facts,
  Icon,
  Link,
  Money,
  OffersTag,
  RestrictedTag,
  langTag,
  Phone,
  PlainText,
  Quiet,
  Skeleton,
  TextArea,
  useMay,
} from '../../../ui/index.ts'
import { AssignMenu } from '../acts/assign-menu.tsx'
import { CardNotes } from './card-notes.tsx'
import { CardTags } from './card-tags.tsx'
import styles from './customer-card.module.css'
import { ownerName } from '../acts/owner-name.ts'
import { atName, nameOfCustomer } from '../person-name.ts'
import { useChatActions } from '../acts/use-chat-actions.ts'

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
  const mayNote = useMay()('customer.save')
  const name = nameOfCustomer(card)
  return (
    <>
      <div>
        <h2 className={styles['name']} dir="auto" lang={langTag(card.language)}>
          <PlainText text={name} />
        </h2>
        <p className={styles['number']} data-testid="inbox-card-number">
          {card.phone === null ? (
            <Quiet>{card.username === null ? t('ui.noNumber') : `${atName(card.username)} (${t('ui.noNumber')})`}</Quiet>
          ) : (
            <Phone phone={card.phone} />
          )}
        </p>
      </div>
      <Consent card={card} />
      <CardTags card={card} />
      <Owner customerId={card.customerId} name={name} />
      <Orders card={card} />
      <Coupons card={card} />
      {mayNote ? <Note card={card} /> : <ReadNote note={card.note} />}
      <CardNotes customerId={card.customerId} />
      <Details card={card} />
      <div className={styles['actions']}>
        <Link to={routes.customer(card.customerId)} testId="inbox-card-open">
          <Icon name="list" />
          {t('inbox.customer.open')}
        </Link>
        <Button
          variant="quiet"
          icon="download"
          onPress={() => overlays.open({ kind: 'export-customer', customerId: card.customerId, name })}
          needs="customer.export"
          testId="inbox-card-export"
        >
          {t('inbox.customer.export')}
        </Button>
        <Button
          variant="quiet"
          icon="erase"
          onPress={() => overlays.open({ kind: 'erase-customer', customerId: card.customerId, name })}
          needs={['customer.erase', 'customer.erasePreview']}
          testId="inbox-card-erase"
        >
          {t('inbox.customer.erase')}
        </Button>
      </div>
    </>
  )
}

function Consent({ card }: { readonly card: Card }): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <section className={styles['part']} data-testid="inbox-card-consent">
      <h3 className={styles['head']}>{t('inbox.customer.consent')}</h3>
      {card.restrictedAt === null ? null : <RestrictedTag testId="inbox-card-restricted" />}
      <OffersTag offers={card.offers} />
      {card.offersSource === null || card.offersAt === null ? null : (
        <Quiet isSmall>
          {t('inbox.customer.consentFrom', { source: t(`ui.source.${card.offersSource}`), date: formatDate(card.offersAt, 'date', words) })}
        </Quiet>
      )}
    </section>
  )
}

/** Whose chat it is; the same menu as in its head. */
function Owner({ customerId, name }: { readonly customerId: string; readonly name: string }): ReactNode {
  const { t } = useWords()
  const at = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const reading = useCall('inbox.messages', { customerId, limit: 1 })
  const { assign } = useChatActions(customerId, name)
  const mayAssign = useMay()('inbox.assign')
  const owner = reading.data?.assignedTo ?? null
  const who = owner === null ? t('inbox.assign.nobodyYet') : ownerName(owner, t)
  return (
    <section className={styles['part']} data-testid="inbox-card-owner">
      <h3 className={styles['head']}>{t('inbox.customer.owner')}</h3>
      {mayAssign ? (
        <Button ref={at} size="small" icon="assign" onPress={() => setIsOpen(true)} testId="inbox-card-assign">
          {who}
        </Button>
      ) : (
        <PlainText text={who} />
      )}
      <AssignMenu anchor={at} isOpen={isOpen} onClose={() => setIsOpen(false)} assignedTo={owner?.staffId ?? null} assign={assign} />
    </section>
  )
}

/** How often and for how much they bought, and when last. */
function Orders({ card }: { readonly card: Card }): ReactNode {
  const { t } = useWords()
  const { count, sums, lastAt } = card.orders
  return (
    <section className={styles['part']} data-testid="inbox-card-orders">
      <h3 className={styles['head']}>{t('inbox.customer.orders')}</h3>
      {count === 0 ? (
        <Quiet isSmall>{t('inbox.customer.noOrders')}</Quiet>
      ) : (
        <p className={styles['orders']}>
          <span>{t('inbox.customer.orderCount', { count })}</span>
          {sums.map(({ currency, totalMicros }) => (
            <Money key={currency} micros={totalMicros} currency={currency} />
          ))}
          {lastAt === null ? null : (
            <Quiet isSmall>
              {t('inbox.customer.lastOrder')} <DateTime at={lastAt} style="date" />
            </Quiet>
          )}
        </p>
      )}
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

function ReadNote({ note }: { readonly note: string }): ReactNode {
  const { t } = useWords()
  if (note === '') return null
  return (
    <section className={styles['part']} data-testid="inbox-card-note-read">
      <h3 className={styles['head']}>{t('inbox.customer.note')}</h3>
      <p dir="auto">
        <PlainText text={note} />
      </p>
    </section>
  )
}
