import { useEffect, useState, type ReactNode } from 'react'
import type { Locale } from '#contract/kernel/values.ts'
import { call, useMutationCall } from '../../bridge/index.ts'
import { languageName, useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Select, TextArea, TextField, focusFirstError } from '../../ui/index.ts'
import type { Place } from './types.ts'

type Draft = Pick<Place, 'name' | 'keyword' | 'language' | 'text' | 'wording' | 'thanks'>
type PlaceDialogProps = { readonly place: Place | null; readonly onClose: () => void; readonly onSaved: (place: Place) => void }

const LOCALES: readonly Locale[] = ['zh-TW', 'zh-CN', 'en']

/** A place: its name is enough, the sentences are ready in the language of its poster. */
export function PlaceDialog({ place, onClose, onSaved }: PlaceDialogProps): ReactNode {
  const { t, locale } = useWords()
  const saving = useMutationCall('consent.savePlace')
  const [draft, setDraft] = useDraft(place, locale)
  const [isTried, setIsTried] = useState(false)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const isKeywordFine = /^[\p{L}\p{N}]{2,20}$/u.test(draft.keyword.trim())
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (draft.name.trim() === '' || !isKeywordFine) return focusFirstError()
    const saved = await saving.run({ ...(place === null ? {} : { placeId: place.placeId }), ...draft })
    if (saved.ok) onSaved(saved.value)
  }
  return (
    <Dialog
      title={t(place === null ? 'consent.place.new' : 'consent.place.edit')}
      isOpen
      onClose={onClose}
      testId="consent-place-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="consent-place-save">
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <TextField
        label={t('consent.place.name')}
        hint={t('consent.place.nameHint')}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={60}
        isRequired
        autoFocus
        error={isTried && draft.name.trim() === '' ? t('consent.place.nameMissing') : null}
        testId="consent-place-name"
      />
      <Select<Locale>
        label={t('consent.place.language')}
        value={draft.language}
        onChange={(language) => change({ language })}
        choices={LOCALES.map((value) => ({ value, label: languageName(value, locale) }))}
        testId="consent-place-language"
      />
      <TextField
        label={t('consent.place.keyword')}
        hint={t('consent.place.keywordHint')}
        value={draft.keyword}
        onChange={(keyword) => change({ keyword: keyword.trim() })}
        maxLength={20}
        error={isTried && !isKeywordFine ? t('consent.place.keywordWrong') : null}
        testId="consent-place-keyword"
      />
      <TextArea
        label={t('consent.place.text')}
        value={draft.text}
        onChange={(text) => change({ text })}
        maxLength={200}
        testId="consent-place-text"
      />
      <TextArea
        label={t('consent.place.wording')}
        hint={t('consent.place.wordingHint')}
        value={draft.wording}
        onChange={(wording) => change({ wording })}
        maxLength={1000}
        testId="consent-place-wording"
      />
      <TextArea
        label={t('consent.place.thanks')}
        hint={t('consent.place.thanksHint')}
        value={draft.thanks}
        onChange={(thanks) => change({ thanks })}
        maxLength={500}
        testId="consent-place-thanks"
      />
    </Dialog>
  )
}

/** A new place gets the ready sentences of its language; those that somebody changed stay. */
function useDraft(place: Place | null, locale: Locale) {
  const [draft, setDraft] = useState<Draft>(place ?? { name: '', keyword: '', language: locale, text: '', wording: '', thanks: '' })
  const [ready, setReady] = useState<Pick<Draft, 'text' | 'wording' | 'thanks'> | null>(null)
  const { language } = draft
  const isNew = place === null
  useEffect(() => {
    if (!isNew) return undefined
    let isGone = false
    void call('consent.starter', { language }).then((starter) => {
      if (isGone || !starter.ok) return
      const { keyword, text, wording, thanks } = starter.value
      setDraft((before) => ({
        ...before,
        keyword: before.keyword === '' ? keyword : before.keyword,
        text: before.text === (ready?.text ?? '') ? text : before.text,
        wording: before.wording === (ready?.wording ?? '') ? wording : before.wording,
        thanks: before.thanks === (ready?.thanks ?? '') ? thanks : before.thanks,
      }))
      setReady({ text, wording, thanks })
    })
    return () => {
      isGone = true
    }
    // What was ready before is compared, not followed: it changes with each reading.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isNew, language])
  return [draft, setDraft] as const
}
