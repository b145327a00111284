import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { formatBytes, useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Facts, isPasswordGood, PasswordFields, Select, Strip } from '../../ui/index.ts'

type Exported = CallOutput<'customer.export'>
type ExportDialogProps = { readonly customerId: string; readonly name: string; readonly onClose: () => void }

/** The name that a file gets at first: without the customer's name, so that a folder's listing tells nothing. */
const suggestedName = (customerId: string): string => `shopbell-export-${customerId.slice(-6)}.zip`

/** Saves everything kept about one customer where the owner says, and tells what is in the file. */
export function ExportDialog({ customerId, name, onClose }: ExportDialogProps): ReactNode {
  const { t, locale } = useWords()
  const choosing = useMutationCall('shell.chooseTarget')
  const exporting = useMutationCall('customer.export')
  const showing = useMutationCall('shell.showFile')
  const [language, setLanguage] = useState(locale)
  const [password, setPassword] = useState('')
  const [done, setDone] = useState<{ readonly exported: Exported; readonly handle: string } | null>(null)
  const save = async (): Promise<void> => {
    const target = await choosing.run({ purpose: 'export-customer', suggestedName: suggestedName(customerId) })
    if (!target.ok || target.value === null) return
    const result = await exporting.run({
      customerId: customerId,
      target: target.value.handle,
      locale: language,
      ...(password === '' ? {} : { password }),
    })
    if (result.ok) setDone({ exported: result.value, handle: target.value.handle })
  }
  const error = exporting.error ?? choosing.error ?? showing.error
  return (
    <Dialog
      title={t('customer.export.title', { name })}
      isOpen
      onClose={onClose}
      testId="customer-export"
      footer={
        done === null ? (
          <>
            <Button onPress={onClose} testId="customer-export-cancel">
              {t('ui.cancel')}
            </Button>
            <Button
              variant="main"
              icon="download"
              onPress={() => void save()}
              isBusy={exporting.isRunning || choosing.isRunning}
              isDisabled={!isPasswordGood(password)}
              autoFocus
              testId="customer-export-save"
            >
              {t('customer.export.save')}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={() => void showing.run({ handle: done.handle })} testId="customer-export-show">
              {t('customer.export.show')}
            </Button>
            <Button key="close" variant="main" onPress={onClose} autoFocus testId="customer-export-close">
              {t('ui.close')}
            </Button>
          </>
        )
      }
    >
      {error === null ? null : <ErrorStrip error={error} />}
      {done === null ? (
        <>
          <p>{t('customer.export.what')}</p>
          <Select
            label={t('customer.export.language')}
            value={language}
            onChange={setLanguage}
            choices={[
              { value: 'en', label: 'English', lang: 'en' },
              { value: 'zh-TW', label: '繁體中文', lang: 'zh-TW' },
              { value: 'zh-CN', label: '简体中文', lang: 'zh-CN' },
            ]}
            testId="customer-export-language"
          />
          <PasswordFields password={password} onChange={setPassword} />
        </>
      ) : (
        <Done exported={done.exported} />
      )}
    </Dialog>
  )
}

function Done({ exported }: { readonly exported: Exported }): ReactNode {
  const { t, locale, number } = useWords()
  return (
    <div data-testid="customer-export-done">
      <Strip tone="success">{t('customer.export.done')}</Strip>
      <Facts
        facts={[
          { name: t('customer.export.file'), value: <bdi>{exported.fileName}</bdi> },
          { name: t('customer.export.size'), value: formatBytes(exported.sizeBytes, locale) },
          { name: t('customer.messages'), value: number(exported.messages) },
          { name: t('customer.export.entries'), value: number(exported.entries) },
          { name: t('customer.export.sum'), value: <code>{exported.sha256}</code> },
        ]}
      />
    </div>
  )
}
