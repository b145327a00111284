import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, Quiet, Select } from '../../../ui/index.ts'
import type { ButtonType } from '../types.ts'
import type { Builder } from './builder.ts'
import { ButtonRow } from './button-row.tsx'
import { addButton, moveButton, placeFor, removeButton, setButton } from './content.ts'
import { focusPlace } from './places.ts'
import styles from './builder.module.css'

const types: readonly ButtonType[] = [
  'QUICK_REPLY',
  'URL',
  'COPY_CODE',
  'PHONE_NUMBER',
  'CATALOG',
  'MPM',
  'SPM',
  'FLOW',
  'REQUEST_CONTACT_INFO',
]

/** The buttons under a message. What WhatsApp does not combine is shown with its reason and can't be chosen. */
export function ButtonsCard({ builder }: { readonly builder: Builder }): ReactNode {
  const { t, number } = useWords()
  const { text, change, check, whyBlocked } = builder
  if (text.carousel !== null) return null
  const add = (type: ButtonType): void => {
    const index = placeFor(text.buttons, type)
    change((content) => addButton(content, type))
    requestAnimationFrame(() => focusPlace({ part: 'button', index, inner: null, field: null, start: 0, end: 0 }))
  }
  return (
    <Card
      title={t('template.builder.buttons')}
      actions={
        check === null ? null : (
          <Quiet isSmall>{t('template.builder.count', { used: number(text.buttons.length), most: number(check.limits.buttons) })}</Quiet>
        )
      }
    >
      <div className={styles['two']}>
        {text.buttons.map((button, index) => (
          <ButtonRow
            key={`${index}-${button.type}`}
            button={button}
            place={{ part: 'button', index, inner: null }}
            language={text.language}
            limits={check?.limits}
            onChange={(part) => change((content) => setButton(content, text.language, { index, change: part }))}
            onRemove={() => change((content) => removeButton(content, index))}
            onMove={text.buttons.length > 1 ? (by) => change((content) => moveButton(content, index, by)) : null}
          />
        ))}
      </div>
      <Select
        label={t('template.builder.addButton')}
        isLabelHidden
        placeholder={t('template.builder.addButton')}
        value={null}
        onChange={add}
        testId="template-add-button"
        choices={types.map((value) => {
          const reason = whyBlocked(`button.${value}`)
          return {
            value,
            label: t(`template.button.${value}`),
            note: reason ?? t(`template.buttonNote.${value}`),
            isDisabled: reason !== null,
          }
        })}
      />
    </Card>
  )
}
