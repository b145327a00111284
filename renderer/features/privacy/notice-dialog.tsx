import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useOverlays } from '../../navigation/index.ts'
import { useSaving, printPage } from '../../printing/index.ts'
import { Button, Dialog, ErrorStrip, Select, Skeleton, Stack, useToast } from '../../ui/index.ts'
import styles from './privacy.module.css'

/** The privacy notice in one language: to copy, to print, or to keep as a quick reply and send it in any chat. */
export function NoticeDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t, locale } = useWords()
  const [language, setLanguage] = useState(locale)
  const notice = useCall('privacy.notice', { locale: language }, { keepPrevious: true })
  const toast = useToast()
  const saving = useSaving()
  const { open } = useOverlays()
  const whole = notice.data === undefined ? '' : `${notice.data.title}\n\n${notice.data.text}`
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(whole)
    toast({ text: t('privacy.notice.copied') })
  }
  const print = (): void =>
    saving.print({
      suggestedName: t('privacy.notice.fileName'),
      html: () => printPage({ locale: language, title: notice.data?.title ?? '', notes: (notice.data?.text ?? '').split('\n\n') }),
      done: () => toast({ text: t('privacy.papers.saved') }),
    })
  return (
    <Dialog
      title={t('privacy.papers.notice')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="privacy-notice"
      footer={
        <>
          <Button onPress={() => open({ kind: 'save-quick-reply', text: whole })} testId="privacy-notice-keep">
            {t('privacy.notice.keep')}
          </Button>
          <Button icon="print" onPress={print} isBusy={saving.isBusy}>
            {t('privacy.papers.save')}
          </Button>
          <Button variant="main" icon="copy" onPress={() => void copy()} testId="privacy-notice-copy">
            {t('privacy.notice.copy')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        {notice.error === null ? null : <ErrorStrip error={notice.error} />}
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
        <Select
          label={t('privacy.notice.language')}
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'en', label: 'English', lang: 'en' },
            { value: 'zh-TW', label: '繁體中文', lang: 'zh-TW' },
            { value: 'zh-CN', label: '简体中文', lang: 'zh-CN' },
          ]}
          testId="privacy-notice-language"
        />
        {notice.data === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <div className={styles['paper']} lang={language} data-testid="privacy-notice-text">
            <strong>{notice.data.title}</strong>
            {`\n\n${notice.data.text}`}
          </div>
        )}
      </Stack>
    </Dialog>
  )
}
