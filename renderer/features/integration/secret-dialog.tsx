import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, Stack, Strip, useToast } from '../../ui/index.ts'
import styles from './integration.module.css'

/** Copies a text and says so. */
export function CopyButton({ text, label, testId }: { readonly text: string; readonly label: string; readonly testId: string }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    toast({ text: t('integration.copied') })
  }
  return (
    <Button size="small" icon="copy" label={label} onPress={() => void copy()} testId={testId}>
      {t('integration.copy')}
    </Button>
  )
}

type SecretProps = { readonly title: string; readonly note: string; readonly secret: string; readonly onClose: () => void }

/** Shows a key or secret once; when it is closed nobody sees it again. */
export function SecretDialog({ title, note, secret, onClose }: SecretProps): ReactNode {
  const { t } = useWords()
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      size="small"
      testId="integration-secret"
      footer={
        <Button variant="main" onPress={onClose} testId="integration-secret-close">
          {t('integration.secretKept')}
        </Button>
      }
    >
      <Stack gap={3}>
        <Strip tone="warning">{t('integration.secretOnce')}</Strip>
        <p>{note}</p>
        <p className={styles['code']} dir="ltr" data-testid="integration-secret-text">
          {secret}
        </p>
        <CopyButton text={secret} label={t('integration.copySecret')} testId="integration-secret-copy" />
      </Stack>
    </Dialog>
  )
}
