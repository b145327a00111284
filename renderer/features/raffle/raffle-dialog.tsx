import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { GroupBuilder, LiveCount, finishedRule, printRule, useChoices } from '../../group-builder/index.ts'
import { dayOf, useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import {
  Button,
  Checkbox,
  Dialog,
  ErrorStrip,
  NumberField,
  RadioGroup,
  Stack,
  Strip,
  TextField,
  focusFirstError,
  DateField,
  TimeField,
} from '../../ui/index.ts'
import { emptyForm, formOf, inputOf, problemsOf, type Problem, type RaffleForm } from './raffle-form.ts'
import styles from './raffle.module.css'
import type { Raffle } from './types.ts'

type FieldsProps = {
  readonly form: RaffleForm
  readonly onChange: (part: Partial<RaffleForm>) => void
  readonly problems: ReadonlySet<Problem>
}

/** Makes a raffle, or changes one that is not open yet. */
export function RaffleDialog({ raffle, onClose }: { readonly raffle: Raffle | null; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const { t, timeZone } = words
  const go = useGo()
  const names = useChoices()
  const saving = useMutationCall('raffle.save')
  const [now] = useState(() => Date.now())
  const [form, setForm] = useState<RaffleForm>(() =>
    raffle === null ? emptyForm : formOf(raffle, { timeZone, dayOf: (at) => dayOf(at, timeZone) }),
  )
  const [isTried, setIsTried] = useState(false)
  const found = problemsOf(form, { now, timeZone })
  const problems: ReadonlySet<Problem> = isTried ? found : new Set()
  // A number field tells its number as the focus leaves it, in the same moment as the next control tells its own.
  const change = (part: Partial<RaffleForm>): void => setForm((before) => ({ ...before, ...part }))
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (found.size > 0) {
      focusFirstError()
      return
    }
    const rule = finishedRule(form.rule)
    const saved = await saving.run(inputOf(form, { timeZone, raffle, sentence: rule === null ? '' : printRule(rule, { words, names }) }))
    if (!saved.ok) return
    onClose()
    go(routes.raffle(saved.value.raffleId))
  }
  return (
    <Dialog
      title={t(raffle === null ? 'raffle.dialog.new' : 'raffle.dialog.change')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="raffle-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="raffle-dialog-save">
            {t('raffle.dialog.save')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <Prize form={form} onChange={change} problems={problems} />
        <Entry form={form} onChange={change} problems={problems} choices={names} />
        <Seed form={form} onChange={change} problems={problems} />
        <Checkbox
          isSelected={form.isConfirmedFree}
          onChange={(isConfirmedFree) => change({ isConfirmedFree })}
          note={t('raffle.free.note')}
          testId="raffle-dialog-free"
        >
          {t('raffle.free')}
        </Checkbox>
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      </Stack>
    </Dialog>
  )
}

function Prize({ form, onChange, problems }: FieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <TextField
        label={t('raffle.field.name')}
        value={form.name}
        onChange={(name) => onChange({ name })}
        isRequired
        autoFocus
        maxLength={120}
        error={problems.has('name') ? t('raffle.problem.name') : null}
        testId="raffle-dialog-name"
      />
      <div className={styles['two']}>
        <TextField
          label={t('raffle.field.prize')}
          value={form.prize}
          onChange={(prize) => onChange({ prize })}
          isRequired
          maxLength={500}
          error={problems.has('prize') ? t('raffle.problem.prize') : null}
          testId="raffle-dialog-prize"
        />
        <NumberField
          label={t('raffle.field.winners')}
          value={form.winners}
          onChange={(winners) => onChange({ winners })}
          min={1}
          max={1_000}
          testId="raffle-dialog-winners"
        />
      </div>
    </>
  )
}

/** How people come in, and until when. */
function Entry({ form, onChange, problems, choices }: FieldsProps & { readonly choices: ReturnType<typeof useChoices> }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <RadioGroup
        label={t('raffle.field.entry')}
        value={form.entry}
        onChange={(entry) => onChange({ entry })}
        options={(['keyword', 'group'] as const).map((value) => ({ value, label: t(`raffle.entry.${value}`) }))}
        testId="raffle-dialog-entry"
      />
      {form.entry === 'keyword' ? (
        <TextField
          label={t('raffle.field.word')}
          value={form.word}
          onChange={(word) => onChange({ word })}
          isRequired
          maxLength={40}
          hint={t('raffle.field.wordHint')}
          error={problems.has('word') ? t('raffle.problem.word') : null}
          testId="raffle-dialog-word"
        />
      ) : (
        <Stack gap={2}>
          <GroupBuilder rule={form.rule} onChange={(rule) => onChange({ rule })} choices={choices} testId="raffle-rule" />
          <LiveCount rule={form.rule} testId="raffle-rule-count" />
          {problems.has('rule') ? <Strip tone="danger">{t('raffle.problem.rule')}</Strip> : null}
        </Stack>
      )}
      <div className={styles['two']}>
        <DateField
          label={t('raffle.field.closesDay')}
          isOptional
          value={form.closesDay}
          onChange={(closesDay) => onChange({ closesDay })}
          error={problems.has('closesAt') ? t('raffle.problem.closesAt') : null}
          testId="raffle-dialog-closes-day"
        />
        <TimeField
          label={t('raffle.field.closesTime')}
          value={form.closesTime}
          onChange={(closesTime) => onChange({ closesTime })}
          isDisabled={form.closesDay === ''}
          testId="raffle-dialog-closes-time"
        />
      </div>
    </>
  )
}

/** The public number that decides, named before anybody can know it. */
function Seed({ form, onChange, problems }: FieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <TextField
        label={t('raffle.field.seedSource')}
        value={form.seedSource}
        onChange={(seedSource) => onChange({ seedSource })}
        isRequired
        maxLength={300}
        placeholder={t('raffle.field.seedSourceSample')}
        hint={t('raffle.field.seedSourceHint')}
        error={problems.has('seedSource') ? t('raffle.problem.seedSource') : null}
        testId="raffle-dialog-seed-source"
      />
      <div className={styles['two']}>
        <DateField
          label={t('raffle.field.seedDay')}
          isRequired
          value={form.seedDay}
          onChange={(seedDay) => onChange({ seedDay })}
          error={problems.has('seedAt') ? t('raffle.problem.seedAt') : null}
          testId="raffle-dialog-seed-day"
        />
        <TimeField
          label={t('raffle.field.seedTime')}
          value={form.seedTime}
          onChange={(seedTime) => onChange({ seedTime })}
          testId="raffle-dialog-seed-time"
        />
      </div>
    </>
  )
}
