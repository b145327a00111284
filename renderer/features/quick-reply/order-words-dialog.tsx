import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { languageName, useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Select, Skeleton, TextArea, useToast } from '../../ui/index.ts'

type Words = CallOutput<'order.words'>['words']
type Notice = keyof Words

const notices = ['received', 'changed', 'declined', 'ready', 'shipped', 'due', 'cancelled'] as const satisfies readonly Notice[]
const LONGEST = 1_000

/** What is said of orders while the reply window is open, in each language. */
export function OrderWordsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const reading = useCall('order.words', {})
  return reading.data === undefined ? (
    <Dialog title={t('order.words.title')} isOpen onClose={onClose} testId="order-words">
      {reading.error === null ? <Skeleton rows={5} /> : <ErrorStrip error={reading.error} />}
    </Dialog>
  ) : (
    <Editor words={reading.data.words} areOwn={reading.data.areOwn} onClose={onClose} />
  )
}

type EditorProps = { readonly words: Words; readonly areOwn: boolean; readonly onClose: () => void }

function Editor({ words, areOwn, onClose }: EditorProps): ReactNode {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useMutationCall('order.saveWords')
  const [own, setOwn] = useState(words)
  const [notice, setNotice] = useState<Notice>('received')
  const texts = own[notice]
  const save = async (chosen: Words | null): Promise<void> => {
    const result = await saving.run({ words: chosen })
    if (!result.ok) return
    toast({ text: t('order.words.saved') })
    onClose()
  }
  const write = (place: number, text: string): void =>
    setOwn({ ...own, [notice]: texts.map((one, other) => (other === place ? { ...one, text } : one)) })
  return (
    <Dialog
      title={t('order.words.title')}
      isOpen
      onClose={onClose}
      testId="order-words"
      footer={
        <>
          {areOwn ? (
            <Button variant="quiet" onPress={() => void save(null)} testId="order-words-reset">
              {t('order.words.reset')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            isDisabled={Object.values(own).some((all) => all.some(({ text }) => text.trim() === ''))}
            isBusy={saving.isRunning}
            onPress={() => void save(own)}
            testId="order-words-save"
          >
            {t('order.words.save')}
          </Button>
        </>
      }
    >
      <Quiet isSmall>{t('order.words.hint')}</Quiet>
      <Select
        label={t('order.notice')}
        value={notice}
        onChange={setNotice}
        choices={notices.map((one) => ({ value: one, label: t(`order.notice.${one}`) }))}
        testId="order-words-notice"
      />
      {texts.map(({ language, text }, place) => (
        <TextArea
          key={language}
          label={t('order.words.of', { notice: t(`order.notice.${notice}`), language: languageName(language, locale) })}
          value={text}
          onChange={(next) => write(place, next)}
          rows={4}
          maxLength={LONGEST}
          testId={`order-words-${language}`}
        />
      ))}
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </Dialog>
  )
}
