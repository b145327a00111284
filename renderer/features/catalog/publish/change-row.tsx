import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Icon, Tag } from '../../../ui/index.ts'
import type { Change } from '../types.ts'
import { fieldName, fieldValue } from './field-words.ts'
import styles from './publish.module.css'

type ChangeRowProps = {
  readonly change: Change
  readonly isChosen: boolean
  readonly onChoose: (isChosen: boolean) => void
  readonly onEdit: () => void
}

/** One product of the review: each field before and after, or why Meta would refuse it. */
export function ChangeRow({ change, isChosen, onChoose, onEdit }: ChangeRowProps): ReactNode {
  const { t } = useWords()
  const { name, kind, fields, troubles } = change
  const isFit = troubles.length === 0
  return (
    <li className={styles['change']} data-testid="catalog-review-change" data-id={change.retailerId} data-fit={isFit}>
      <Checkbox isSelected={isChosen} onChange={onChoose} isDisabled={!isFit} testId="catalog-review-tick">
        <span className={styles['changeHead']}>
          <bdi className={styles['changeName']}>{name}</bdi>
          <Tag tone={kind === 'removed' ? 'danger' : 'accent'}>{t(`catalog.draft.${kind}`)}</Tag>
        </span>
      </Checkbox>
      {kind === 'removed' ? <p className={styles['note']}>{t('catalog.review.removedNote')}</p> : null}
      {fields.length === 0 ? null : (
        <dl className={styles['fields']}>
          {fields.map(({ field, before, after }) => (
            <div key={field} className={styles['field']}>
              <dt>{fieldName(field, t)}</dt>
              <dd>
                {kind === 'changed' ? (
                  <>
                    <del dir="auto">{fieldValue(field, before, t)}</del> <span aria-hidden="true">→</span>{' '}
                  </>
                ) : null}
                <ins dir="auto">{fieldValue(field, after, t)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isFit ? null : (
        <div className={styles['troubles']}>
          <Icon name="alert" size={16} />
          <ul>
            {troubles.map(({ field, code }) => (
              <li key={`${field} ${code}`}>
                {t('catalog.review.trouble', { field: fieldName(field, t), reason: t(`catalog.trouble.${code}`) })}
              </li>
            ))}
          </ul>
          <Button size="small" onPress={onEdit} label={t('catalog.editNamed', { name })}>
            {t('catalog.edit')}
          </Button>
        </div>
      )}
    </li>
  )
}
