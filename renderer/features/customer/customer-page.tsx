import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { countryName, languageName, useWords } from '../../i18n/index.ts'
import { routes, useOverlays } from '../../navigation/index.ts'
import {
  Button,
  Card,
  Columns,
  DateTime,
  EmptyState,
  ErrorStrip,
  Facts,
  Link,
  OffersTag,
  Page,
  Phone,
  Quiet,
  Skeleton,
  Tag,
  WindowChip,
} from '../../ui/index.ts'
import { ConsentCard } from './consent-card.tsx'
import styles from './customer.module.css'
import { isKnownDate } from './dates/date-draft.ts'
import { useDateWords } from './dates/dates-form.tsx'
import { EditCustomerDialog } from './edit-customer-dialog.tsx'
import { OrdersCard } from './order/orders-card.tsx'
import type { CustomerCard } from './types.ts'

/** Everything about one customer, with what may be done for them: export and erase. */
export function CustomerPage({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useWords()
  const card = useCall('customer.get', { customerId: customerId })
  if (card.error?.code === 'customer-missing') {
    return (
      <Page title={t('customer.gone.title')}>
        <EmptyState
          icon="customer"
          title={t('customer.gone.title')}
          text={t('customer.gone.text')}
          action={
            <Link to={routes.customers()} look="main">
              {t('customer.gone.back')}
            </Link>
          }
          testId="customer-gone"
        />
      </Page>
    )
  }
  if (card.data === undefined) {
    return (
      <Page title={t('customer.title')}>
        {card.error === null ? (
          <Skeleton rows={8} />
        ) : (
          <ErrorStrip error={card.error} action={{ label: t('ui.tryAgain'), onAction: card.refetch }} />
        )}
      </Page>
    )
  }
  return <Loaded customer={card.data} />
}

function Loaded({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t } = useWords()
  const { open } = useOverlays()
  const [isEditing, setIsEditing] = useState(false)
  const { customerId, name } = customer
  const shown = name === '' ? t('customer.noName') : name
  return (
    <Page
      title={<span dir="auto">{shown}</span>}
      aside={customer.phone === null ? <Quiet>{t('ui.noNumber')}</Quiet> : <Phone phone={customer.phone} />}
      testId="customer-detail"
      actions={
        <>
          <Link to={routes.conversation(customerId)} look="button" testId="customer-detail-message">
            {t('customer.message')}
          </Link>
          <Button onPress={() => setIsEditing(true)} testId="customer-detail-edit">
            {t('customer.edit')}
          </Button>
          <Button
            icon="download"
            onPress={() => open({ kind: 'export-customer', customerId, name: shown })}
            testId="customer-detail-export"
          >
            {t('customer.export')}
          </Button>
          <Button icon="erase" onPress={() => open({ kind: 'erase-customer', customerId, name: shown })} testId="customer-detail-erase">
            {t('customer.erase')}
          </Button>
        </>
      }
    >
      <Columns>
        <div className={styles['column']}>
          <FactsCard customer={customer} />
          <OrdersCard key={customerId} customer={customer} />
          <CouponsCard customer={customer} />
        </div>
        <ConsentCard customer={customer} />
      </Columns>
      {isEditing ? <EditCustomerDialog customer={customer} onClose={() => setIsEditing(false)} /> : null}
    </Page>
  )
}

function FactsCard({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t, locale } = useWords()
  const dateWords = useDateWords()
  return (
    <Card title={t('customer.facts')} testId="customer-facts">
      <Facts
        facts={[
          { name: t('customer.column.offers'), value: <OffersTag offers={customer.offers} testId="customer-facts-offers" /> },
          { name: t('customer.column.window'), value: <WindowChip closesAt={customer.windowClosesAt} size="header" /> },
          { name: t('customer.field.addressAs'), value: customer.addressAs },
          { name: t('customer.field.language'), value: customer.language === null ? '' : languageName(customer.language, locale) },
          { name: t('customer.column.country'), value: customer.country === null ? '' : countryName(customer.country, locale) },
          {
            name: t('customer.column.tags'),
            value:
              customer.tags.length === 0 ? (
                ''
              ) : (
                <span className={styles['tags']}>
                  {customer.tags.map((tag) => (
                    <Tag key={tag}>{tag}</Tag>
                  ))}
                </span>
              ),
          },
          ...customer.dates.map((date) => ({
            name: isKnownDate(date.date) ? t(`customer.date.${date.date}`) : <span dir="auto">{date.date}</span>,
            value: dateWords(date),
            testId: `customer-facts-date-${isKnownDate(date.date) ? date.date : 'own'}`,
          })),
          { name: t('customer.field.note'), value: <span dir="auto">{customer.note}</span> },
          { name: t('customer.messages'), value: t('customer.messageCount', { count: customer.messageCount }) },
          { name: t('customer.broadcasts'), value: t('customer.broadcastCount', { count: customer.broadcastCount }) },
          { name: t('customer.since'), value: <DateTime at={customer.createdAt} style="date" /> },
          ...(customer.lastExportAt === null ? [] : [{ name: t('customer.lastExport'), value: <DateTime at={customer.lastExportAt} /> }]),
        ]}
      />
    </Card>
  )
}

function CouponsCard({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t } = useWords()
  if (customer.coupons.length === 0) return null
  return (
    <Card title={t('customer.coupons')} testId="customer-coupons">
      <ul className={styles['coupons']}>
        {customer.coupons.map((coupon) => (
          <li key={coupon.code} className={styles['coupon']}>
            <bdi dir="ltr" className={styles['code']}>
              {coupon.code}
            </bdi>
            <Tag tone={coupon.state === 'sent' ? 'accent' : 'neutral'}>{t(`customer.coupon.${coupon.state}`)}</Tag>
            <span dir="auto">{coupon.broadcastName}</span>
            {coupon.expiresAt === null ? null : (
              <Quiet isSmall>
                {t('customer.coupon.until')} <DateTime at={coupon.expiresAt} style="date" />
              </Quiet>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
