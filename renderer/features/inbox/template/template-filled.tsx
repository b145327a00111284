import { useRef, useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { formatMoney, languageName, useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, IconButton, MessageText, Select, focusFirstError, useToast } from '../../../ui/index.ts'
import styles from '../composer/composer.module.css'
import { SnoozeMenu } from '../acts/snooze-menu.tsx'
import { TemplateFields, fieldName } from './template-fields.tsx'
import { fillTemplate, keyOf, valuesToSend, type Proposal, type ProposedProps } from './template-rules.ts'
import { useFilled } from './use-filled.ts'

const parseKey = (key: string): { readonly name: string; readonly language: string } => {
  const [name = '', language = ''] = key.split(' ')
  return { name, language }
}

type TemplateFilledProps = ProposedProps & { readonly proposal: Proposal }

/** A proposed template with its text, its fields, its cost, and the way out. */
export function TemplateFilled(props: TemplateFilledProps): ReactNode {
  const { proposal, customerId, personName, holdMs, onSent } = props
  const { t } = useWords()
  const reply = useMutationCall('inbox.reply')
  const [wantsFields, setWantsFields] = useState<boolean | null>(null)
  const [isTried, setIsTried] = useState(false)
  const templates = useCall('template.list', {})
  const template = templates.data?.templates.find((one) => one.name === proposal.name && one.language === proposal.language)
  const filling = useFilled(proposal, template)
  const { fields, filled, problems, needsCoupon } = filling
  // Open while something is missing; whoever is typing is not interrupted by the last letter.
  const isEditing = wantsFields ?? problems.size > 0
  const send = async (): Promise<void> => {
    setIsTried(true)
    if (problems.size > 0) {
      setWantsFields(true)
      focusFirstError()
      return
    }
    const { name, language } = proposal
    const values = valuesToSend(fields, filled)
    const couponCode = needsCoupon ? filled.couponCode.trim() : ''
    const result = await reply.run({ customerId, message: { kind: 'template', name, language, values, couponCode }, holdMs })
    if (result.ok) onSent()
  }
  return (
    <>
      <div className={styles['proposal']}>
        <TemplateChoice {...props} />
        <div className={styles['body']} data-testid="inbox-template-body">
          <MessageText
            text={template === undefined ? proposal.body : fillTemplate(template.body, filled.values, (name) => fieldName(name, t))}
            lang={proposal.language}
          />
        </div>
      </div>
      {isEditing ? (
        <TemplateFields
          filling={{
            ...filling,
            change(part) {
              setWantsFields(true)
              filling.change(part)
            },
          }}
          isTried={isTried}
        />
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
        {fields.length === 0 && !needsCoupon ? null : (
          <Button onPress={() => setWantsFields(!isEditing)} testId="inbox-template-edit">
            {t(isEditing ? 'inbox.template.editDone' : 'inbox.template.edit')}
          </Button>
        )}
        <WayBack {...props} />
      </div>
    </>
  )
}

function TemplateChoice({ proposal, answer, onChoose }: TemplateFilledProps): ReactNode {
  const { t, locale } = useWords()
  const choices = [proposal, ...answer.others.filter((other) => keyOf(proposal) !== keyOf(other))].map((one) => ({
    value: keyOf(one),
    label: one.name,
    note: languageName(one.language, locale),
  }))
  return (
    <Select
      label={t('inbox.template.best')}
      value={keyOf(proposal)}
      choices={choices}
      onChange={(key) => onChoose(parseKey(key))}
      testId="inbox-template-choice"
    />
  )
}

/** To free text while the window is open; else the draft waits for the customer, or the chat comes back at a time. */
function WayBack({ personName, onWriteFreely, onNote, onRemind }: TemplateFilledProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const remindAt = useRef<HTMLButtonElement>(null)
  const [isReminding, setIsReminding] = useState(false)
  const note = (
    <IconButton
      icon="note"
      label={t('inbox.note')}
      shortcut="Ctrl+Shift+M"
      onPress={onNote}
      needs="inbox.addNote"
      testId="inbox-template-note"
    />
  )
  if (onWriteFreely !== null)
    return (
      <>
        <Button variant="quiet" onPress={onWriteFreely} testId="inbox-template-freely">
          {t('inbox.template.writeFreely')}
        </Button>
        {note}
      </>
    )
  return (
    <>
      <Button variant="quiet" onPress={() => toast({ text: t('inbox.template.kept', { name: personName }) })} testId="inbox-template-keep">
        {t('inbox.template.keep')}
      </Button>
      <Button ref={remindAt} variant="quiet" icon="snooze" onPress={() => setIsReminding(true)} testId="inbox-template-remind">
        {t('inbox.template.remind')}
      </Button>
      {note}
      <SnoozeMenu
        anchor={remindAt}
        isOpen={isReminding}
        onClose={() => setIsReminding(false)}
        name={personName}
        snoozedUntil={null}
        snooze={onRemind}
      />
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
