import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { Card, Checkbox, Columns, ErrorStrip, NumberField, Quiet, RadioGroup, Select, Skeleton, Tag, TextField } from '../../../ui/index.ts'
import type { Include } from '../content.ts'
import type { Draft } from '../use-draft.ts'
import { VerdictSummary } from './verdict-summary.tsx'
import styles from './wizard.module.css'

/** Who is asked, who is left out, and the live count of both. */
export function AudienceStep({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const { audience } = draft.content
  const counts = useCall('broadcast.audience', { audience }, { keepPrevious: true })
  const set = (change: Partial<typeof audience>): void => draft.change({ audience: { ...audience, ...change } })
  return (
    <Columns ratio="wide-first">
      <div className={styles['column']}>
        <Card title={t('broadcast.audience.name')}>
          <NameField draft={draft} />
          <IncludeChoice include={audience.include} onChange={(include) => set({ include })} />
        </Card>
        <Card title={t('broadcast.audience.leaveOut')}>
          <ul className={styles['locked']} aria-label={t('broadcast.audience.always')} data-testid="broadcast-audience-locked">
            {(['no-consent', 'opted-out', 'stopped-in-whatsapp', 'number-not-usable', 'us-number', 'duplicate'] as const).map((reason) => (
              <li key={reason}>
                <Tag icon="lock">{t(`broadcast.reason.${reason}`)}</Tag>
              </li>
            ))}
          </ul>
          <Quiet isSmall>{t('broadcast.audience.alwaysWhy')}</Quiet>
          <Resting hours={audience.restingHours} onChange={(restingHours) => set({ restingHours })} />
          <TagPicker
            label={t('broadcast.audience.excludeTags')}
            chosen={audience.excludeTags}
            onChange={(excludeTags) => set({ excludeTags })}
            testId="broadcast-audience-exclude"
          />
        </Card>
      </div>
      <Card title={t('broadcast.audience.result')}>
        {counts.error === null ? null : <ErrorStrip error={counts.error} action={{ label: t('ui.tryAgain'), onAction: counts.refetch }} />}
        {counts.data === undefined && counts.error === null ? <Skeleton rows={5} /> : null}
        {counts.data === undefined ? null : <VerdictSummary counts={counts.data} audience={audience} testId="broadcast-audience-verdict" />}
      </Card>
    </Columns>
  )
}

/** The name, for the shop's own eyes; an emptied one is kept as it was. */
function NameField({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const [name, setName] = useState(draft.content.name)
  const type = (next: string): void => {
    setName(next)
    if (next.trim() !== '') draft.change({ name: next.trim() })
  }
  return (
    <TextField
      label={t('broadcast.name')}
      value={name}
      onChange={type}
      maxLength={120}
      hint={t('broadcast.nameHint')}
      error={name.trim() === '' ? t('broadcast.nameMissing') : null}
      testId="broadcast-audience-name"
    />
  )
}

type IncludeChoiceProps = { readonly include: Include; readonly onChange: (include: Include) => void }

function IncludeChoice({ include, onChange }: IncludeChoiceProps): ReactNode {
  const words = useWords()
  const { t } = words
  const tags = useCall('customer.tags', {})
  const imports = useCall('customer.imports', {})
  const done = (imports.data?.imports ?? []).filter((run) => run.state === 'done')
  const firstTag = tags.data?.tags[0]?.tag
  const [firstImport] = done
  const choose = (kind: Include['kind']): void => {
    if (kind === 'everyone') onChange({ kind })
    if (kind === 'tags' && firstTag !== undefined) onChange({ kind, tags: [firstTag] })
    if (kind === 'import' && firstImport !== undefined) onChange({ kind, importId: firstImport.importId })
  }
  return (
    <>
      <RadioGroup
        label={t('broadcast.audience.who')}
        isRow
        value={include.kind}
        onChange={choose}
        testId="broadcast-audience-include"
        options={[
          { value: 'everyone', label: t('broadcast.audience.everyone') },
          { value: 'tags', label: t('broadcast.audience.tags'), isDisabled: firstTag === undefined },
          { value: 'import', label: t('broadcast.audience.import'), isDisabled: firstImport === undefined },
          ...(include.kind === 'customers'
            ? [{ value: 'customers' as const, label: t('broadcast.audience.picked', { count: include.customerIds.length }) }]
            : []),
        ]}
      />
      {include.kind === 'tags' ? (
        <TagPicker
          label={t('broadcast.audience.tagsAny')}
          chosen={include.tags}
          onChange={(chosen) => chosen.length > 0 && onChange({ kind: 'tags', tags: chosen })}
          testId="broadcast-audience-tags"
        />
      ) : null}
      {include.kind === 'import' ? (
        <Select
          label={t('broadcast.audience.whichImport')}
          value={include.importId}
          choices={done.map((run) => ({
            value: run.importId as string,
            label: run.fileName,
            note: formatDate(run.startedAt, 'date-time', words),
          }))}
          onChange={(value) => {
            const run = done.find((one) => one.importId === value)
            if (run !== undefined) onChange({ kind: 'import', importId: run.importId })
          }}
          testId="broadcast-audience-which-import"
        />
      ) : null}
    </>
  )
}

type RestingProps = { readonly hours: number | null; readonly onChange: (hours: number | null) => void }

function Resting({ hours, onChange }: RestingProps): ReactNode {
  const { t } = useWords()
  const [last, setLast] = useState(hours ?? 48)
  return (
    <div className={styles['resting']}>
      <Checkbox
        isSelected={hours !== null}
        onChange={(isOn) => onChange(isOn ? last : null)}
        testId="broadcast-audience-resting"
        note={t('broadcast.audience.restingNote')}
      >
        {t('broadcast.audience.resting')}
      </Checkbox>
      {hours === null ? null : (
        <NumberField
          label={t('broadcast.audience.restingHours')}
          value={hours}
          min={1}
          max={24 * 90}
          onChange={(next) => {
            setLast(next)
            onChange(next)
          }}
          testId="broadcast-audience-resting-hours"
        />
      )}
    </div>
  )
}

type TagPickerProps = {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
  readonly testId: string
}

function TagPicker({ label, chosen, onChange, testId }: TagPickerProps): ReactNode {
  const { number } = useWords()
  const tags = useCall('customer.tags', {})
  const all = tags.data?.tags ?? []
  if (all.length === 0) return null
  return (
    <fieldset className={styles['tags']} data-testid={testId}>
      <legend>{label}</legend>
      <div className={styles['tagChoices']}>
        {all.map(({ tag, count }) => (
          <Checkbox
            key={tag}
            isSelected={chosen.includes(tag)}
            onChange={(isOn) => onChange(isOn ? [...chosen, tag] : chosen.filter((one) => one !== tag))}
            testId={`${testId}-${tag}`}
          >
            {tag} <Quiet isSmall>{number(count)}</Quiet>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
