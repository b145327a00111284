import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useWords } from '../../../i18n/index.ts'
import { Hidden, Icon, Quiet, Select, Tag } from '../../../ui/index.ts'
import { metaWords } from '../meta-words.ts'
import { needsRegistration, phoneAppWords } from '../number-words.ts'
import type { NumberChoice } from '../types.ts'
import styles from './wizard.module.css'

type NumberCardsProps = {
  readonly numbers: readonly NumberChoice[]
  readonly chosenId: string | null
  readonly onChoose: (phoneNumberId: string) => void
  readonly catalogId: string | null
  readonly onCatalog: (catalogId: string | null) => void
}

const NO_CATALOG = 'none'

/** The numbers that the key reaches, one card each; arrows move between them. Below, the catalog of the chosen one. */
export function NumberCards({ numbers, chosenId, onChoose, catalogId, onCatalog }: NumberCardsProps): ReactNode {
  const { t } = useWords()
  const chosen = numbers.find(({ phoneNumberId }) => phoneNumberId === chosenId)
  return (
    <>
      <RadioGroup className={styles['choices'] ?? ''} value={chosenId} onChange={onChoose}>
        <Label>
          <Hidden>{t('connection.number.title')}</Hidden>
        </Label>
        {numbers.map((number) => (
          <Radio
            key={number.phoneNumberId}
            value={number.phoneNumberId}
            className={styles['choice'] ?? ''}
            data-testid={`connection-number-${number.phoneNumberId}`}
          >
            <span className={styles['dot']} />
            <NumberWords number={number} />
            <Tag tone={needsRegistration(number) ? 'warning' : number.status === 'CONNECTED' ? 'success' : 'neutral'}>
              <StatusWords status={number.status} />
            </Tag>
          </Radio>
        ))}
      </RadioGroup>
      {chosen === undefined || chosen.catalogs.length === 0 ? null : (
        <Select
          label={t('connection.number.catalog')}
          hint={t('connection.number.catalogHint')}
          value={catalogId ?? NO_CATALOG}
          onChange={(value) => onCatalog(value === NO_CATALOG ? null : value)}
          choices={[
            ...chosen.catalogs.map((catalog) => ({ value: catalog.catalogId, label: catalog.name, note: catalog.catalogId })),
            { value: NO_CATALOG, label: t('connection.number.noCatalog') },
          ]}
          testId="connection-number-catalog"
        />
      )}
    </>
  )
}

function StatusWords({ status }: { readonly status: string }): ReactNode {
  return metaWords('numberStatus', status, useWords())
}

function NumberWords({ number }: { readonly number: NumberChoice }): ReactNode {
  const { t } = useWords()
  return (
    <span className={styles['choiceWords']}>
      <span>
        <bdi dir="ltr" className={styles['choiceNumber']}>
          {number.displayPhoneNumber}
        </bdi>{' '}
        <bdi>{number.verifiedName}</bdi>
      </span>
      <Quiet isSmall>{t('connection.number.account', { name: number.accountName })}</Quiet>
      <span className={styles['kept']} data-testid="connection-number-phone-app">
        <Icon name="phone" size={16} />
        {t(phoneAppWords(number))}
      </span>
    </span>
  )
}
