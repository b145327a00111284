import { useEffect, useRef, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { languageName, marketName, useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Facts, Money, Quiet, useToast } from '../../../ui/index.ts'
import type { Content, Draft } from '../types.ts'

type SubmitDialogProps = {
  readonly draft: Draft
  readonly content: Content
  readonly name: string
  /** Languages that are handed in now, and those that stay drafts. */
  readonly languages: readonly string[]
  readonly unfinished: readonly string[]
  readonly flush: () => Promise<boolean>
  readonly onClose: () => void
}

/** Says what is handed in, in which languages, and what it will cost to send, before anything leaves. */
export function SubmitDialog({ draft, content, name, languages, unfinished, flush, onClose }: SubmitDialogProps): ReactNode {
  const words = useWords()
  const { t, rich, list, locale } = words
  const toast = useToast()
  const submitting = useMutationCall('template.submit')
  const names = (codes: readonly string[]): string => list(codes.map((code) => languageName(code, locale)))
  const { prices } = draft
  const micros = content.purpose === 'MARKETING' ? prices.offerMicros : prices.noticeMicros
  const underWay = useRef(false)
  const isDone = languages.length === 0 && !submitting.isRunning
  // The answer may get lost while Meta has everything: once that is known, nothing is left to be asked here.
  useEffect(() => {
    if (isDone) onClose()
  }, [isDone, onClose])
  const submit = async (): Promise<void> => {
    // The draft is kept first, and until then the button is not busy: a second click would hand in once more.
    if (underWay.current) return
    underWay.current = true
    const result = (await flush()) ? await submitting.run({ draftId: draft.draftId, languages: [...languages] }) : null
    underWay.current = false
    if (result === null || !result.ok) return
    const sent = result.value.states.filter((state) => languages.includes(state.language) && state.state === 'sent').length
    if (sent === languages.length) toast({ text: t('template.submitted') })
    else toast({ text: t('template.submittedPartly', { sent, of: languages.length }), tone: 'trouble' })
    onClose()
  }
  return (
    <Dialog
      title={t('template.submit.title')}
      isOpen
      onClose={onClose}
      testId="template-submit-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" autoFocus onPress={() => void submit()} isBusy={submitting.isRunning} testId="template-submit-confirm">
            {t('template.submit.do', { count: languages.length })}
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          { name: t('template.submit.languages'), value: names(languages), testId: 'template-submit-languages' },
          { name: t('template.column.category'), value: t(`template.category.${content.purpose}`) },
          { name: t('template.submit.name'), value: <bdi dir="ltr">{name}</bdi> },
          {
            name: t('template.submit.price', { market: marketName(prices.market, words) }),
            value: micros === null ? t('template.submit.noPrice') : <Money micros={micros} currency={prices.currency} precision="each" />,
          },
        ]}
      />
      {unfinished.length === 0 ? null : <p>{rich('template.submit.unfinished', { languages: names(unfinished) })}</p>}
      <Quiet>{t('template.submit.note')}</Quiet>
      {submitting.error === null ? null : <ErrorStrip error={submitting.error} />}
    </Dialog>
  )
}
