import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { formatMoney, languageName, useWords, type Words } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import {
  Button,
  ErrorStrip,
  Icon,
  Link,
  MessageText,
  Select,
  Skeleton,
  TextField,
  Tooltip,
  focusFirstError,
  useToast,
  windowText,
  windowLeft,
} from '../../ui/index.ts'
import styles from './composer.module.css'
import { fillTemplate, missingFields } from './template-rules.ts'

type Proposal = NonNullable<CallOutput<'inbox.propose'>['proposal']>

type TemplateComposerProps = {
  readonly customerId: string
  readonly personName: string
  readonly closesAt: number | null
  readonly draftText: string
  readonly holdMs: number
  /** Back to free text; null while the reply window is closed. */
  readonly onWriteFreely: (() => void) | null
  readonly onSent: () => void
}

/** Stands in the place of the text box when only a template may go out: the draft is kept, a template is proposed, with its kind and cost. */
export function TemplateComposer(props: TemplateComposerProps): ReactNode {
  const { customerId, personName, draftText } = props
  const { t } = useWords()
  const [chosen, setChosen] = useState<{ readonly name: string; readonly language: string } | null>(null)
  // The draft that was there when the template was asked for decides; typing goes on elsewhere.
  const [draftAtStart] = useState(draftText)
  const reading = useCall('inbox.propose', { customerId, draft: draftAtStart, ...chosen })
  return (
    <section
      className={styles['composer']}
      aria-label={t('inbox.composer.label', { name: personName })}
      data-pane=""
      data-testid="inbox-template"
    >
      <div className={styles['template']}>
        <WindowReason {...props} />
        {draftText === '' ? null : (
          <p className={styles['draft']}>
            {t('inbox.template.draftKept')}
            <q className={styles['draftText']} dir="auto" data-testid="inbox-template-draft">
              {draftText}
            </q>
          </p>
        )}
        {reading.error === null ? null : (
          <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />
        )}
        {reading.isLoading ? <Skeleton rows={2} /> : null}
        {reading.data === undefined ? null : (
          <Proposed key={keyOf(reading.data.proposal)} {...props} answer={reading.data} onChoose={setChosen} />
        )}
      </div>
    </section>
  )
}

const keyOf = (proposal: Proposal | null): string => (proposal === null ? '' : `${proposal.name} ${proposal.language}`)
const parseKey = (key: string): { readonly name: string; readonly language: string } => {
  const [name = '', language = ''] = key.split(' ')
  return { name, language }
}

function WindowReason({ closesAt, personName, onWriteFreely }: TemplateComposerProps): ReactNode {
  const { t } = useWords()
  const [now] = useState(() => Date.now())
  const left = windowLeft(closesAt, now)
  const when = windowText(left)
  const words =
    onWriteFreely !== null
      ? t('inbox.template.open')
      : left.state === 'never'
        ? t('inbox.template.never', { name: personName })
        : t('inbox.template.closed', { when: t(when.id, when.values) })
  return (
    <p className={styles['reason']} data-testid="inbox-template-reason">
      <Icon name={onWriteFreely === null ? 'lock' : 'info'} />
      <span className={styles['reasonWords']}>{words}</span>
      <Tooltip text={t('inbox.template.whyText')}>
        <Button size="small" variant="quiet">
          {t('inbox.template.why')}
        </Button>
      </Tooltip>
    </p>
  )
}

type ProposedProps = TemplateComposerProps & {
  readonly answer: CallOutput<'inbox.propose'>
  readonly onChoose: (choice: { readonly name: string; readonly language: string }) => void
}

function Proposed(props: ProposedProps): ReactNode {
  const { answer, onWriteFreely } = props
  const { t } = useWords()
  if (answer.proposal !== null) return <Filled {...props} proposal={answer.proposal} />
  return (
    <>
      <p data-testid="inbox-template-none">{t('inbox.template.none')}</p>
      <div className={styles['actions']}>
        <Link to={routes.templates()} look="button">
          {t('inbox.template.see')}
        </Link>
        {onWriteFreely === null ? null : <Button onPress={onWriteFreely}>{t('inbox.template.writeFreely')}</Button>}
      </div>
    </>
  )
}

/** The name of a field on screen; fields that only have a number get words around it. */
const fieldWords = (name: string, t: Words['t']): string =>
  /^(header\.)?\d+$/u.test(name) ? t('inbox.template.field', { name: name.replace('header.', '') }) : name

/** The template's own text with its fields, where it was read; the text filled in by the engine where it was not. */
function useTemplateText(
  proposal: Proposal,
  values: Readonly<Record<string, string>>,
): { readonly body: string; readonly names: readonly string[] } {
  const { t } = useWords()
  const templates = useCall('template.list', {})
  const template = templates.data?.templates.find((one) => one.name === proposal.name && one.language === proposal.language)
  const names =
    template?.variables.map((variable) => (variable.where === 'header' ? `header.${variable.name}` : variable.name)) ??
    Object.keys(proposal.values)
  const known = new Set([...Object.keys(proposal.values), ...proposal.missing])
  const used = names.filter((name) => known.has(name))
  return {
    body: template === undefined ? proposal.body : fillTemplate(template.body, values, (name) => fieldWords(name, t)),
    names: used.length === 0 ? [...known] : used,
  }
}

function Filled(props: ProposedProps & { readonly proposal: Proposal }): ReactNode {
  const { proposal, customerId, personName, holdMs, onWriteFreely, onSent, answer, onChoose } = props
  const { t, locale } = useWords()
  const toast = useToast()
  const reply = useMutationCall('inbox.reply')
  const [values, setValues] = useState<Readonly<Record<string, string>>>(proposal.values)
  const [isEditing, setIsEditing] = useState(proposal.missing.length > 0)
  const [isTried, setIsTried] = useState(false)
  const { body, names } = useTemplateText(proposal, values)
  const missing = missingFields(names, values)
  const send = async (): Promise<void> => {
    setIsTried(true)
    if (missing.length > 0) {
      setIsEditing(true)
      focusFirstError()
      return
    }
    const result = await reply.run({
      customerId,
      message: { kind: 'template', name: proposal.name, language: proposal.language, values: { ...values } },
      holdMs,
    })
    if (result.ok) onSent()
  }
  const choices = [proposal, ...answer.others.filter((other) => keyOf(proposal) !== `${other.name} ${other.language}`)].map(
    ({ name, language }) => ({ value: `${name} ${language}`, label: name, note: languageName(language, locale) }),
  )
  return (
    <>
      <div className={styles['proposal']}>
        <Select
          label={t('inbox.template.best')}
          value={keyOf(proposal)}
          choices={choices}
          onChange={(key) => onChoose(parseKey(key))}
          testId="inbox-template-choice"
        />
        <div className={styles['body']} data-testid="inbox-template-body">
          <MessageText text={body} lang={proposal.language} />
        </div>
      </div>
      {isEditing ? (
        <div className={styles['fields']}>
          {names.map((name) => (
            <TextField
              key={name}
              label={fieldWords(name, t)}
              value={values[name] ?? ''}
              onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
              error={isTried && missing.includes(name) ? t('inbox.template.fieldMissing') : null}
              maxLength={1024}
              testId="inbox-template-field"
            />
          ))}
        </div>
      ) : null}
      <Facts proposal={proposal} />
      {reply.error === null ? null : <ErrorStrip error={reply.error} testId="inbox-template-error" />}
      <div className={styles['actions']}>
        <Button
          variant="main"
          icon="send"
          label={t('inbox.template.sendTo', { name: personName })}
          isBusy={reply.isRunning}
          onPress={() => void send()}
          testId="inbox-template-send"
        >
          {t('inbox.template.send')}
        </Button>
        {names.length === 0 ? null : (
          <Button onPress={() => setIsEditing(!isEditing)} testId="inbox-template-edit">
            {t(isEditing ? 'inbox.template.editDone' : 'inbox.template.edit')}
          </Button>
        )}
        {onWriteFreely === null ? (
          <Button
            variant="quiet"
            onPress={() => toast({ text: t('inbox.template.kept', { name: personName }) })}
            testId="inbox-template-keep"
          >
            {t('inbox.template.keep')}
          </Button>
        ) : (
          <Button variant="quiet" onPress={onWriteFreely} testId="inbox-template-freely">
            {t('inbox.template.writeFreely')}
          </Button>
        )}
      </div>
    </>
  )
}

/** Kind, cost and daily limit of a template, before it is sent. */
function Facts({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t, locale, number } = useWords()
  const cost =
    proposal.costMicros === null
      ? t('inbox.cost.unknown')
      : t('inbox.template.cost', { cost: formatMoney(proposal.costMicros, proposal.currency, { locale, precision: 'each' }) })
  return (
    <p className={styles['facts']} data-testid="inbox-template-facts">
      <span>{t(`inbox.template.kind.${proposal.category}`)}</span>
      <span>
        {cost} {proposal.isSamplePrice ? t('inbox.template.sample') : null}
      </span>
      <span>
        {proposal.dailyLimit === null
          ? t('inbox.template.noLimit')
          : t('inbox.template.limit', { limit: number(proposal.dailyLimit), used: number(proposal.dailyUsed) })}
      </span>
    </p>
  )
}
