import type { ReactNode } from 'react'
import { errorWordIds, languageName, useWords } from '../../../i18n/index.ts'
import { Button, DateTime, Strip } from '../../../ui/index.ts'
import { RefusalStrip } from '../refusal-strip.tsx'
import type { Draft, DraftState, DraftText } from '../types.ts'
import { focusPlace } from './places.ts'

type NoticesProps = {
  readonly draft: Draft
  readonly text: DraftText
  readonly states: readonly DraftState[]
}

/** What Meta said about the language in hand, and what became of the last submission. */
export function Notices({ draft, text, states }: NoticesProps): ReactNode {
  const { t, rich, number } = useWords()
  const refusal = draft.refusals.find(({ language }) => language === text.language)
  const edits = draft.edits.find(({ language }) => language === text.language)
  const [spot] = refusal?.places ?? []
  return (
    <>
      {states.map((state) => (
        <Outcome key={state.language} state={state} />
      ))}
      {refusal === undefined ? null : (
        <RefusalStrip
          refusal={refusal}
          body={text.body}
          actions={
            spot === undefined ? undefined : (
              <Button size="small" onPress={() => focusPlace(spot)} testId="template-refusal-go">
                {t('template.goThere')}
              </Button>
            )
          }
        />
      )}
      {edits === undefined ? null : (
        <Strip tone={edits.nextAt === null ? 'info' : 'warning'} testId="template-edits">
          {t('template.edits', {
            day: number(edits.lastDay),
            perDay: number(edits.perDay),
            month: number(edits.last30Days),
            perMonth: number(edits.per30Days),
          })}{' '}
          {edits.nextAt === null ? null : rich('template.editsNext', { time: <DateTime key="next" at={edits.nextAt} /> })}
        </Strip>
      )}
    </>
  )
}

/** One language whose submission did not go through. */
function Outcome({ state }: { readonly state: DraftState }): ReactNode {
  const { t, locale } = useWords()
  const language = languageName(state.language, locale)
  if (state.state === 'cut-off') {
    return (
      <Strip tone="warning" testId="template-cut-off">
        {t('template.cutOff', { language })}
      </Strip>
    )
  }
  if (state.state !== 'failed' || state.error === null) return null
  const ids = errorWordIds({
    code: state.error.code as Parameters<typeof errorWordIds>[0]['code'],
    params: state.error.params,
    retry: 'never',
  })
  const detail = state.error.params['detail']
  return (
    <Strip tone="danger" testId="template-failed">
      <p>
        <strong>{t('template.notSent', { language })}</strong> {t(ids.what)} {t(ids.do)}
      </p>
      {typeof detail === 'string' && detail !== '' ? <p dir="auto">{t('template.refusedTold', { words: detail })}</p> : null}
    </Strip>
  )
}
