import { useRef, useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Menu } from '../../../ui/index.ts'
import { BoxField } from './box-field.tsx'
import { emoji, freeName, insertAt, knownFields, marks, toggleMark, type Mark, type Span } from './known-fields.ts'
import styles from './builder.module.css'

type TextEditorProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly part: 'body' | 'card'
  readonly index: number | null
  readonly language: string
  readonly limit: number | undefined
  /** Fields that the language has already. */
  readonly fields: readonly string[]
  readonly rows: number
  readonly isOptional?: boolean
}

/** The editor of a text: fields, WhatsApp's marks, signs, and a counter. */
export function TextEditor(props: TextEditorProps): ReactNode {
  const { label, value, onChange, part, index, language, limit, fields, rows, isOptional } = props
  const { t } = useWords()
  const area = useRef<HTMLTextAreaElement>(null)
  const [hasEmoji, setHasEmoji] = useState(false)
  const chosen = (): Span => ({ start: area.current?.selectionStart ?? value.length, end: area.current?.selectionEnd ?? value.length })
  const choose = (from: number, to: number): void => {
    // After the new words are on screen: before, the cursor would stand in the old ones.
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(from, to)
    })
  }
  const insert = (letters: string): void => {
    const { words, cursor } = insertAt(value, chosen(), letters)
    onChange(words)
    choose(cursor, cursor)
  }
  const mark = (which: Mark): void => {
    const { words, from, to } = toggleMark(value, chosen(), which)
    onChange(words)
    choose(from, to)
  }
  const id = index === null ? part : `${part}-${index}`
  return (
    <div className={styles['editor']}>
      <BoxField
        label={label}
        value={value}
        onChange={onChange}
        place={{ part, index, inner: null, field: null }}
        language={language}
        limit={limit}
        rows={rows}
        areaRef={area}
        isOptional={isOptional}
      />
      <div className={styles['tools']} role="group" aria-label={t('template.builder.tools', { label })}>
        <Menu
          label={t('template.builder.addField')}
          trigger={
            <Button size="small" icon="plus" testId={`template-tool-field-${id}`}>
              {t('template.builder.addField')}
            </Button>
          }
          actions={[
            ...knownFields.map((name) => ({ id: name, label: t(`template.field.${name}`), onAction: () => insert(`{{${name}}}`) })),
            { id: 'other', label: t('template.field.other'), onAction: () => insert(`{{${freeName(fields)}}}`) },
          ]}
        />
        {(Object.keys(marks) as Mark[]).map((which) => (
          <Button
            key={which}
            size="small"
            variant="quiet"
            label={t(`template.mark.${which}`)}
            onPress={() => mark(which)}
            testId={`template-tool-${which}-${id}`}
          >
            <span className={styles[which]} aria-hidden="true">
              {t(`template.markSign.${which}`)}
            </span>
          </Button>
        ))}
        <Button
          size="small"
          variant="quiet"
          label={t('template.builder.emoji')}
          onPress={() => setHasEmoji((before) => !before)}
          testId={`template-tool-emoji-${id}`}
        >
          <span aria-hidden="true">😊</span>
        </Button>
      </div>
      {hasEmoji ? (
        <div className={styles['emoji']} role="group" aria-label={t('template.builder.emoji')}>
          {emoji.map((sign) => (
            <Button key={sign} size="small" variant="quiet" onPress={() => insert(sign)}>
              {sign}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
