import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Skeleton, Stack, TextArea, TextField } from '../../ui/index.ts'
import type { PrivacySettings } from './types.ts'

type Contact = PrivacySettings['contact']

/** Who answers for customers' data; stands in the notice and the record. */
export function ContactDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const settings = useCall('privacy.settings', {})
  const saving = useMutationCall('privacy.saveContact')
  const [typed, setTyped] = useState<Contact | null>(null)
  const contact = typed ?? settings.data?.contact
  const save = async (): Promise<void> => {
    if (contact === undefined) return
    const result = await saving.run(contact)
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('privacy.papers.contact')}
      isOpen
      onClose={onClose}
      testId="privacy-contact"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void save()}
            isBusy={saving.isRunning}
            isDisabled={contact === undefined}
            testId="privacy-contact-save"
          >
            {t('privacy.contact.save')}
          </Button>
        </>
      }
    >
      {contact === undefined ? (
        <Skeleton rows={3} />
      ) : (
        <Stack gap={3}>
          {saving.error === null ? null : <ErrorStrip error={saving.error} />}
          <TextField
            label={t('privacy.contact.name')}
            value={contact.name}
            onChange={(name) => setTyped({ ...contact, name })}
            maxLength={200}
            testId="privacy-contact-name"
          />
          <TextField
            label={t('privacy.contact.email')}
            value={contact.email}
            onChange={(email) => setTyped({ ...contact, email })}
            maxLength={200}
          />
          <TextArea
            label={t('privacy.contact.address')}
            value={contact.address}
            onChange={(address) => setTyped({ ...contact, address })}
            maxLength={500}
          />
        </Stack>
      )}
    </Dialog>
  )
}
