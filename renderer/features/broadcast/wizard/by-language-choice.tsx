import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Quiet } from '../../../ui/index.ts'
import type { Template } from '../content.ts'
import type { Preview } from './use-preview.ts'
import styles from './message.module.css'

type ByLanguageProps = {
  readonly isOn: boolean
  /** Every language of the template, those that can't be sent too. */
  readonly versions: readonly Template[]
  readonly preview: Preview
  readonly onChange: (isOn: boolean) => void
}

/** Whether people get the template in their own language, which languages it has, and how many people get which. */
export function ByLanguage({ isOn, versions, preview, onChange }: ByLanguageProps): ReactNode {
  const { t } = useWords()
  if (versions.length < 2 && !isOn) return null
  return (
    <div className={styles['byLanguage']}>
      <Checkbox isSelected={isOn} onChange={onChange} testId="broadcast-message-by-language">
        {t('broadcast.language.own')}
      </Checkbox>
      {isOn ? (
        <ul className={styles['languages']} aria-label={t('broadcast.language.title')}>
          {versions.map((version) => (
            <Language key={version.language} version={version} preview={preview} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** One language: who gets it, and the message in it. */
function Language({ version, preview }: { readonly version: Template; readonly preview: Preview }): ReactNode {
  const { t, locale } = useWords()
  const { language, sendable } = version
  const { data } = preview.reading
  const people = data?.languages.find((one) => one.language === language)?.people ?? 0
  const isShown = data?.message?.language === language
  const name = languageName(language, locale)
  return (
    <li className={styles['language']} data-testid="broadcast-message-language-row" data-language={language} data-people={people}>
      <span>{name}</span>
      <Quiet isSmall>
        {sendable
          ? data === undefined
            ? t('broadcast.variables.counting')
            : t('broadcast.people.count', { count: people })
          : t('broadcast.language.notSendable')}
      </Quiet>
      <Button
        size="small"
        variant={isShown ? 'plain' : 'quiet'}
        onPress={() => preview.show({ kind: 'language', language })}
        label={t('broadcast.seeOf', { what: name })}
        testId={`broadcast-message-language-see-${language}`}
      >
        {t('broadcast.see')}
      </Button>
    </li>
  )
}
