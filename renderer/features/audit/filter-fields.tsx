import type { ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, DateField, Select } from '../../ui/index.ts'
import { actName, personWords } from './act-words.ts'
import styles from './audit.module.css'
import type { Filter } from './types.ts'

export const noFilter: Filter = { person: '', act: '', since: '', until: '' }

/** React Aria takes an empty key for none, so everything has a key of its own; no person and no act is called so. */
const ALL = '*'

/** Narrows the log by person, kind of act and days. */
export function FilterFields({ filter, onChange }: { readonly filter: Filter; readonly onChange: (filter: Filter) => void }): ReactNode {
  const words = useWords()
  const { t } = words
  const choices = useCall('audit.choices', {}).data
  const set = (part: Partial<Filter>): void => {
    const next = { ...filter, ...part }
    onChange(Object.values(next).every((value) => value === '') ? noFilter : next)
  }
  const acts = (choices?.acts ?? []).map((act) => ({ value: act, label: actName(act, words) }))
  return (
    <div className={styles['filters']}>
      <Select
        label={t('audit.filter.person')}
        value={filter.person === '' ? ALL : filter.person}
        onChange={(value) => set({ person: value === ALL ? '' : value })}
        choices={[
          { value: ALL, label: t('audit.filter.everybody') },
          ...(choices?.people ?? []).map((person) => ({ value: person, label: personWords(person, words) })),
        ]}
        testId="acts-person"
      />
      <Select
        label={t('audit.filter.act')}
        value={filter.act === '' ? ALL : filter.act}
        onChange={(value) => set({ act: value === ALL ? '' : value })}
        choices={[
          { value: ALL, label: t('audit.filter.everything') },
          ...acts.toSorted((one, other) => one.label.localeCompare(other.label, words.locale)),
        ]}
        testId="acts-act"
      />
      <DateField label={t('audit.filter.since')} value={filter.since} onChange={(since) => set({ since })} testId="acts-since" />
      <DateField label={t('audit.filter.until')} value={filter.until} onChange={(until) => set({ until })} testId="acts-until" />
      {filter === noFilter ? null : (
        <Button size="small" onPress={() => onChange(noFilter)} testId="acts-clear">
          {t('audit.filter.clear')}
        </Button>
      )}
    </div>
  )
}
