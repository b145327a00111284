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
import { ActDialog, MoreMenu, type Act } from './customer-acts.tsx'
import { ConsentCard } from './consent/consent-card.tsx'
import { CustomerName } from './customer-name.tsx'
import styles from './customer.module.css'
import { isKnownDate } from './dates/date-draft.ts'
import { useDateWords } from './dates/dates-form.tsx'
import { EditCustomerDialog } from './edit-customer-dialog.tsx'
import { useValueWords } from './fields/value-words.ts'
import { MergedCard } from './merge/merged-card.tsx'
import { OrdersCard } from './order/orders-card.tsx'
import { RecordStrips } from './record/strips.tsx'
import { TimelineCard } from './record/timeline-card.tsx'
import type { CustomerCard } from './types.ts'

type CustomerPageProps = {
  readonly customerId: string
  /** What the log of acts knows about them, drawn by the feature whose it is. */ readonly acts?: ReactNode
}

/** Everything about one customer, with what may be done for them: export and erase. */
export function CustomerPage({ customerId, acts }: CustomerPageProps): ReactNode {
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
  return <Loaded customer={card.data} acts={acts} />
}

function Loaded({ customer, acts }: { readonly customer: CustomerCard; readonly acts: ReactNode }): ReactNode {
  const { t } = useWords()
  const { open } = useOverlays()
  const [isEditing, setIsEditing] = useState(false)
  const [acting, setActing] = useState<Act | null>(null)
  const { customerId, name } = customer
  const shown = name === '' ? t('customer.noName') : name
  return (
    <Page
      title={<CustomerName name={name} />}
      aside={customer.phone === null ? <Quiet>{t('ui.noNumber')}</Quiet> : <Phone phone={customer.phone} />}
      testId="customer-detail"
      actions={
        <>
          <Link to={routes.conversation(customerId)} look="button" testId="customer-detail-message">
            {t('customer.message')}
          </Link>
          <Button needs="customer.save" onPress={() => setIsEditing(true)} testId="customer-detail-edit">
            {t('customer.edit')}
          </Button>
          <Button
            needs="customer.export"
            icon="download"
            onPress={() => open({ kind: 'export-customer', customerId, name: shown })}
            testId="customer-detail-export"
          >
            {t('customer.export')}
          </Button>
          <Button
            needs={['customer.erasePreview', 'customer.erase']}
            icon="erase"
            onPress={() => open({ kind: 'erase-customer', customerId, name: shown })}
            testId="customer-detail-erase"
          >
            {t('customer.erase')}
          </Button>
          <MoreMenu customer={customer} onEdit={setActing} />
        </>
      }
    >
      <RecordStrips customer={customer} />
      <Columns>
        <div className={styles['column']}>
          <FactsCard customer={customer} />
          <MergedCard customer={customer} />
          <OrdersCard key={customerId} customer={customer} />
          <CouponsCard customer={customer} />
        </div>
        <div className={styles['column']}>
          <ConsentCard customer={customer} />
          <TimelineCard customerId={customerId} />
          {acts}
        </div>
      </Columns>
      <ActDialog act={acting} customer={customer} name={shown} onAct={setActing} />
      {isEditing ? <EditCustomerDialog customer={customer} onClose={() => setIsEditing(false)} /> : null}
    </Page>
  )
}

function FactsCard({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t, locale } = useWords()
  const dateWords = useDateWords()
  const valueWords = useValueWords()
  const fields = useCall('customer.fields', {}).data?.fields ?? []
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
          ...customer.fields.flatMap(({ fieldId, value }) => {
            const field = fields.find((one) => one.fieldId === fieldId)
            return field === undefined
              ? []
              : [{ name: <bdi>{field.label}</bdi>, value: <bdi>{valueWords(field.kind, value)}</bdi>, testId: 'customer-facts-own' }]
          }),
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
