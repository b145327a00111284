import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, ErrorStrip, Icon, Link, Skeleton, Tooltip, windowLeft, windowText } from '../../../ui/index.ts'
import styles from '../composer/composer.module.css'
import { TemplateFilled } from './template-filled.tsx'
import { keyOf, type ProposedProps, type TemplateComposerProps } from './template-rules.ts'

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
          <Proposed
            key={reading.data.proposal === null ? '' : keyOf(reading.data.proposal)}
            {...props}
            answer={reading.data}
            onChoose={setChosen}
          />
        )}
      </div>
    </section>
  )
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

function Proposed(props: ProposedProps): ReactNode {
  const { answer, onWriteFreely } = props
  const { t } = useWords()
  if (answer.proposal !== null) return <TemplateFilled {...props} proposal={answer.proposal} />
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
