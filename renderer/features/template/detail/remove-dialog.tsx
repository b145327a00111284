import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, RadioGroup, useToast } from '../../../ui/index.ts'
import type { Template } from '../types.ts'

type RemoveDialogProps = { readonly template: Template; readonly languages: number; readonly onClose: () => void }

/** Deletes at Meta, with what goes, what stays and what is out of reach. */
export function RemoveDialog({ template, languages, onClose }: RemoveDialogProps): ReactNode {
  const { t, locale } = useWords()
  const toast = useToast()
  const removing = useMutationCall('template.remove')
  const [scope, setScope] = useState<'one' | 'all'>('one')
  const remove = async (): Promise<void> => {
    const result = await removing.run({ templateId: template.templateId, everyLanguage: scope === 'all' })
    if (!result.ok) return
    toast({ text: t('template.remove.done', { name: template.name }) })
    onClose()
  }
  return (
    <Dialog
      title={t('template.remove.title', { name: template.name })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      testId="template-remove-dialog"
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onPress={() => void remove()} isBusy={removing.isRunning} testId="template-remove-confirm">
            {t('template.remove.do')}
          </Button>
        </>
      }
    >
      {languages < 2 ? null : (
        <RadioGroup
          label={t('template.remove.scope')}
          value={scope}
          onChange={setScope}
          testId="template-remove-scope"
          options={[
            { value: 'one', label: t('template.remove.one', { language: languageName(template.language, locale) }) },
            { value: 'all', label: t('template.remove.all', { count: languages }) },
          ]}
        />
      )}
      <ul>
        <li>{t('template.remove.gone')}</li>
        <li>{t('template.remove.blocked')}</li>
        <li>{t('template.remove.kept')}</li>
        <li>{t('template.remove.under')}</li>
      </ul>
      {removing.error === null ? null : <ErrorStrip error={removing.error} />}
    </Dialog>
  )
}
