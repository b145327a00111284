import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, Columns, ErrorStrip, Page, Quiet, TextField, useAnnounce } from '../../../ui/index.ts'
import { LimitFields, SpanFields } from './limit-fields.tsx'
import { NextTimes } from './next-times.tsx'
import { RuleFields } from './rule-fields.tsx'
import { ruleWords } from './rule-words.ts'
import styles from './series.module.css'
import { boundsOf, inputOf, ruleOf, type Series, type SeriesForm } from './series-form.ts'

type SeriesEditorProps = {
  readonly first: SeriesForm
  readonly content: Series['content']
  /** The series that is changed; null for a new one. */
  readonly series: Series | null
  readonly onSaved: (seriesId: string) => void
  readonly onCancel: () => void
}

/** Writes a series: when it comes round, how far it goes, and what each time may cost. Saving never switches it on. */
export function SeriesEditor({ first, content, series, onSaved, onCancel }: SeriesEditorProps): ReactNode {
  const words = useWords()
  const { t, timeZone } = words
  const announce = useAnnounce()
  const [form, setForm] = useState(first)
  const [name, setName] = useState(content.name)
  const saving = useMutationCall('series.save')
  const currency = useCall('broadcast.rules', {}).data?.currency ?? 'USD'
  const rule = ruleOf(form.rule)
  const bounds = boundsOf(form.limits, timeZone)
  const input = name.trim() === '' ? null : inputOf(form, { ...content, name: name.trim() }, timeZone)
  const save = async (): Promise<void> => {
    if (input === null) return announce(t('series.missing'), 'now')
    const result = await saving.run({ ...input, ...(series === null ? {} : { seriesId: series.seriesId }) })
    if (result.ok) onSaved(result.value.seriesId)
  }
  const actions = (
    <>
      <Button onPress={onCancel} testId="series-cancel">
        {t('ui.cancel')}
      </Button>
      <Button variant="main" onPress={() => void save()} isDisabled={input === null} isBusy={saving.isRunning} testId="series-save">
        {t('series.save')}
      </Button>
    </>
  )
  return (
    <Page title={series === null ? t('series.new') : <bdi>{series.name}</bdi>} actions={actions} testId="series-editor">
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="series-error" />}
      <Columns>
        <div className={styles['column']}>
          <Card title={t('series.what')}>
            <TextField
              label={t('series.name')}
              value={name}
              onChange={setName}
              maxLength={120}
              error={name.trim() === '' ? t('series.missing.name') : null}
              isRequired
              testId="series-name"
            />
            <Quiet isSmall>{t('series.contentNote', { template: content.template.name })}</Quiet>
          </Card>
          <Card title={t('series.when')}>
            <RuleFields form={form.rule} onChange={(next) => setForm({ ...form, rule: next })} />
            <SpanFields form={form.limits} onChange={(limits) => setForm({ ...form, limits })} />
          </Card>
        </div>
        <div className={styles['column']}>
          <Card title={t('series.next')}>
            {rule === null || bounds === null ? (
              <Quiet>{t('series.missing')}</Quiet>
            ) : (
              <>
                <p data-testid="series-sentence">{ruleWords(rule, words)}</p>
                <NextTimes rule={rule} bounds={bounds} audience={content.audience} times={series?.times ?? 0} />
              </>
            )}
            <Quiet isSmall>{t('series.laptop')}</Quiet>
          </Card>
          <Card title={t('series.limits')}>
            <LimitFields form={form.limits} onChange={(limits) => setForm({ ...form, limits })} currency={currency} />
          </Card>
        </div>
      </Columns>
    </Page>
  )
}
