import type { ReactNode } from 'react'
import { DRAFT_BOX_CHARACTERS } from '#contract/limits/template-draft.ts'
import { useWords } from '../../../i18n/index.ts'
import { Checkbox, IconButton, Menu, Quiet, TextField } from '../../../ui/index.ts'
import type { Check, DraftButton, Place } from '../types.ts'
import { BoxField } from './box-field.tsx'
import { boxId } from './places.ts'
import styles from './builder.module.css'

type ButtonRowProps = {
  readonly button: DraftButton
  readonly place: Pick<Place, 'part' | 'index' | 'inner'>
  readonly language: string
  readonly limits: Check['limits'] | undefined
  readonly onChange: (change: Partial<DraftButton>) => void
  readonly onRemove: () => void
  readonly onMove: ((by: -1 | 1) => void) | null
}

/** Words that WhatsApp writes on the button itself. */
const fixed = new Set<DraftButton['type']>(['COPY_CODE', 'CATALOG', 'MPM', 'SPM', 'REQUEST_CONTACT_INFO'])
const needsValue = { URL: 'url', PHONE_NUMBER: 'tel', COPY_CODE: 'text', FLOW: 'text' } as const
const hasValue = (type: DraftButton['type']): type is keyof typeof needsValue => type in needsValue

/** How Meta writes the end of an address that differs for each customer. */
const END = '{{1}}'

/** One button: its words, and what it needs to do something. */
export function ButtonRow({ button, place, language, limits, onChange, onRemove, onMove }: ButtonRowProps): ReactNode {
  const { t } = useWords()
  const { type, text, value, sample } = button
  const name = t(`template.button.${type}`)
  const id = boxId({ ...place, field: null })
  const hasField = type === 'URL' && value.endsWith(END)
  return (
    <div className={styles['row']} data-testid="template-button-row">
      <div className={styles['rowHead']}>
        <span className={styles['rowTitle']}>{name}</span>
        <Menu
          label={t('template.builder.buttonMore', { name })}
          trigger={<IconButton icon="more" size="small" label={t('template.builder.buttonMore', { name })} testId={`${id}-more`} />}
          actions={[
            ...(onMove === null
              ? []
              : [
                  { id: 'up', label: t('template.builder.moveUp'), onAction: () => onMove(-1) },
                  { id: 'down', label: t('template.builder.moveDown'), onAction: () => onMove(1) },
                ]),
            { id: 'remove', label: t('template.builder.removeButton'), icon: 'trash' as const, onAction: onRemove },
          ]}
        />
      </div>
      {fixed.has(type) ? (
        <Quiet isSmall>{t('template.builder.fixedWords')}</Quiet>
      ) : (
        <BoxField
          label={t('template.builder.buttonText')}
          value={text}
          onChange={(words) => onChange({ text: words })}
          place={{ ...place, field: null }}
          language={language}
          limit={limits?.buttonText}
        />
      )}
      {hasValue(type) ? (
        <TextField
          label={t(`template.value.${type}`)}
          value={value}
          onChange={(next) => onChange({ value: next })}
          maxLength={DRAFT_BOX_CHARACTERS}
          type={needsValue[type]}
          hint={t(`template.valueHint.${type}`)}
          testId={`${id}-value`}
        />
      ) : null}
      {type === 'URL' ? (
        <Checkbox
          isSelected={hasField}
          onChange={(isOn) => onChange(isOn ? { value: `${value}${END}` } : { value: value.slice(0, -END.length), sample: '' })}
          isDisabled={value === ''}
          testId={`${id}-differs`}
        >
          {t('template.builder.linkDiffers')}
        </Checkbox>
      ) : null}
      {hasField ? (
        <TextField
          label={t('template.builder.linkSample')}
          value={sample}
          onChange={(next) => onChange({ sample: next })}
          maxLength={DRAFT_BOX_CHARACTERS}
          type="url"
          hint={t('template.builder.linkSampleHint')}
          testId={`${id}-sample`}
        />
      ) : null}
    </div>
  )
}
