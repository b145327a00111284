import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallInput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Card, Checkbox, ErrorStrip, Icon, Link, Page, Stack, type IconName } from '../../../ui/index.ts'
import { languageName } from '../../../i18n/index.ts'
import { templateLanguageOf } from '../languages.ts'
import { LibraryDialog } from './library-dialog.tsx'
import styles from './start.module.css'

type Starter = Extract<CallInput<'template.draftFrom'>, { kind: 'starter' }>['starter']

const offers: readonly { readonly starter: Starter; readonly icon: IconName }[] = [
  { starter: 'coupon', icon: 'tag' },
  { starter: 'limited-time', icon: 'clock' },
  { starter: 'carousel', icon: 'photo' },
  { starter: 'products', icon: 'catalog' },
  { starter: 'blank', icon: 'plus' },
]

/** What a new template begins with, and in which languages. */
export function StartPage(): ReactNode {
  const { t, locale } = useWords()
  const go = useGo()
  const beginning = useMutationCall('template.draftFrom')
  const own = templateLanguageOf(locale)
  const [languages, setLanguages] = useState<readonly string[]>([own])
  const [hasLibrary, setHasLibrary] = useState(false)
  const begin = async (from: CallInput<'template.draftFrom'>): Promise<void> => {
    const begun = await beginning.run(from)
    if (begun.ok) go(routes.templateDraft(begun.value.draftId))
  }
  const starter = (which: Starter, icon: IconName): ReactNode => (
    <button
      key={which}
      type="button"
      className={styles['choice']}
      disabled={beginning.isRunning}
      onClick={() => void begin({ kind: 'starter', starter: which, languages: [...languages] })}
      data-testid={`template-start-${which}`}
    >
      <span className={styles['name']}>
        <Icon name={icon} />
        {t(`template.starter.${which}`)}
      </span>
      <span className={styles['note']}>{t(`template.starterNote.${which}`)}</span>
    </button>
  )
  const choices = [...new Set([own, 'zh_TW', 'zh_CN', 'en'])]
  return (
    <Page
      title={t('template.start.title')}
      testId="template-start"
      actions={
        <Link to={routes.templates()} look="button">
          {t('ui.cancel')}
        </Link>
      }
    >
      {beginning.error === null ? null : <ErrorStrip error={beginning.error} />}
      <Card title={t('template.start.languages')}>
        <Stack isRow gap={4}>
          {choices.map((code) => (
            <Checkbox
              key={code}
              isSelected={languages.includes(code)}
              isDisabled={languages.length === 1 && languages[0] === code}
              onChange={(isOn) => setLanguages((before) => (isOn ? [...before, code] : before.filter((one) => one !== code)))}
              testId={`template-start-language-${code}`}
            >
              {languageName(code, locale)}
            </Checkbox>
          ))}
        </Stack>
      </Card>
      <Card title={t('template.start.offers')}>
        <div className={styles['choices']}>{offers.map((one) => starter(one.starter, one.icon))}</div>
      </Card>
      <Card title={t('template.start.notices')}>
        <div className={styles['choices']}>
          {starter('notice', 'message')}
          <button type="button" className={styles['choice']} onClick={() => setHasLibrary(true)} data-testid="template-start-library">
            <span className={styles['name']}>
              <Icon name="list" />
              {t('template.starter.library')}
            </span>
            <span className={styles['note']}>{t('template.starterNote.library')}</span>
          </button>
        </div>
      </Card>
      {hasLibrary ? (
        <LibraryDialog
          language={languages[0] ?? own}
          onClose={() => setHasLibrary(false)}
          onChoose={(name) => void begin({ kind: 'library', name, language: languages[0] ?? own })}
        />
      ) : null}
    </Page>
  )
}
