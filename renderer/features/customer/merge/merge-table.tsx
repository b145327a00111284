import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { languageName, useWords } from '../../../i18n/index.ts'
import { OffersTag, Phone, Quiet } from '../../../ui/index.ts'
import { CustomerName } from '../customer-name.tsx'
import { isKnownDate } from '../dates/date-draft.ts'
import { useDateWords } from '../dates/dates-form.tsx'
import { useValueWords } from '../fields/value-words.ts'
import type { CustomerCard } from '../types.ts'
import styles from './merge.module.css'
import { isChoice, mergeFacts, type MergeFact } from './merge-facts.ts'

type MergeTableProps = {
  readonly one: CustomerCard
  readonly other: CustomerCard
  readonly fromOther: ReadonlySet<MergeFact>
  readonly onChoose: (fact: MergeFact, isOther: boolean) => void
}

/** One line a fact, one column a record; where both have something else, a choice. */
export function MergeTable(props: MergeTableProps): ReactNode {
  const { one, other } = props
  const { t } = useWords()
  const beside = (name: string, of: (card: CustomerCard) => ReactNode): ReactNode => (
    <tr>
      <th scope="row">{name}</th>
      <td>{of(one)}</td>
      <td>{of(other)}</td>
    </tr>
  )
  return (
    <table className={styles['table']} data-testid="customer-merge-table">
      <thead>
        <tr>
          <th scope="col">{t('record.merge.fact')}</th>
          <th scope="col">{t('record.merge.one')}</th>
          <th scope="col">{t('record.merge.other')}</th>
        </tr>
      </thead>
      <tbody>
        {mergeFacts.map((fact) => (
          <FactRow key={fact} {...props} fact={fact} />
        ))}
        {beside(t('record.merge.offers'), ({ offers }) => (
          <OffersTag offers={offers} />
        ))}
        {beside(t('record.merge.fact.tags'), ({ tags }) => (
          <bdi>{tags.join(', ')}</bdi>
        ))}
        {beside(t('record.merge.messages'), ({ messageCount }) => messageCount)}
        {beside(t('record.merge.orders'), ({ orders }) => orders.count)}
      </tbody>
    </table>
  )
}

function FactRow({ one, other, fact, fromOther, onChoose }: MergeTableProps & { readonly fact: MergeFact }): ReactNode {
  const { t } = useWords()
  const name = t(`record.merge.fact.${fact}`)
  const hasChoice = isChoice(one, other, fact)
  const cell = (card: CustomerCard, isOther: boolean): ReactNode => (
    <td data-chosen={fromOther.has(fact) === isOther ? '' : undefined}>
      {hasChoice ? (
        <label className={styles['choice']}>
          <input
            type="radio"
            name={`merge-${fact}`}
            checked={fromOther.has(fact) === isOther}
            onChange={() => onChoose(fact, isOther)}
            aria-label={`${name}: ${t(isOther ? 'record.merge.other' : 'record.merge.one')}`}
            data-testid={`customer-merge-${fact}-${isOther ? 'other' : 'one'}`}
          />
          <FactValue card={card} fact={fact} />
        </label>
      ) : (
        <FactValue card={card} fact={fact} />
      )}
    </td>
  )
  return (
    <tr>
      <th scope="row">{name}</th>
      {cell(one, false)}
      {cell(other, true)}
    </tr>
  )
}

function FactValue({ card, fact }: { readonly card: CustomerCard; readonly fact: MergeFact }): ReactNode {
  const { t, locale } = useWords()
  const dateWords = useDateWords()
  const empty = <Quiet isSmall>{t('record.merge.empty')}</Quiet>
  switch (fact) {
    case 'phone':
      return card.phone === null ? empty : <Phone phone={card.phone} />
    case 'language':
      return card.language === null ? empty : languageName(card.language, locale)
    case 'name':
    case 'addressAs':
    case 'note':
      return card[fact] === '' ? empty : <CustomerName name={card[fact]} />
    case 'dates':
      return card.dates.length === 0
        ? empty
        : card.dates.map((date) => (
            <div key={date.date}>
              {isKnownDate(date.date) ? t(`customer.date.${date.date}`) : <bdi>{date.date}</bdi>} {dateWords(date)}
            </div>
          ))
    case 'fields':
      return card.fields.length === 0 ? empty : <Values card={card} />
  }
}

function Values({ card }: { readonly card: CustomerCard }): ReactNode {
  const valueWords = useValueWords()
  const fields = useCall('customer.fields', {}).data?.fields ?? []
  return card.fields.map(({ fieldId, value }) => {
    const field = fields.find((one) => one.fieldId === fieldId)
    return (
      <div key={fieldId}>
        <bdi>{field?.label}</bdi> <bdi>{field === undefined ? value : valueWords(field.kind, value)}</bdi>
      </div>
    )
  })
}
