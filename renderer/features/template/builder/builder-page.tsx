import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, DateTime, Dialog, ErrorStrip, Link, Page, Quiet, Skeleton, useMay } from '../../../ui/index.ts'
import type { Check, Content, Draft, Finding } from '../types.ts'
import { blockedWords } from '../words.ts'
import { BuilderPreview } from './builder-preview.tsx'
import type { Builder } from './builder.ts'
import { ButtonsCard } from './buttons-card.tsx'
import { CardsCard } from './cards-card.tsx'
import { addLanguage, applySuggestion, removeLanguage } from './content.ts'
import { FindingsCard } from './findings-card.tsx'
import { HeaderCard } from './header-card.tsx'
import { LanguageBar } from './language-bar.tsx'
import { Notices } from './notices.tsx'
import { focusFinding } from './places.ts'
import { PurposeCard } from './purpose-card.tsx'
import { StateLine } from './state-line.tsx'
import { SubmitDialog } from './submit-dialog.tsx'
import { TextCard } from './text-card.tsx'
import { useCheck, useDraft, type OpenDraft } from './use-draft.ts'
import styles from './builder.module.css'

/** The builder of one draft: editor on one side, the phone and what Meta would say on the other. */
export function BuilderPage({ draftId }: { readonly draftId: string }): ReactNode {
  const { t } = useWords()
  const reading = useCall('template.draft', { draftId })
  if (reading.data !== undefined) return <OpenBuilder key={draftId} draft={reading.data} />
  return (
    <Page title={t('template.builder.page')} testId="template-builder">
      {reading.error === null ? <Skeleton rows={8} /> : <ErrorStrip error={reading.error} />}
      {reading.error === null ? null : <Link to={routes.templates()}>{t('template.builder.back')}</Link>}
    </Page>
  )
}

function OpenBuilder({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const open = useDraft(draft)
  const check = useCheck(draft.draftId, open.content)
  const [chosen, setChosen] = useState(open.content.texts[0]?.language ?? '')
  const [isSubmitting, setIsSubmitting] = useState(false)
  const builder = useBuilder({ draft, open, check, chosen })
  const { content, change } = open
  const states = statesNow(draft, content, open.isSaved)
  if (builder === null) return null
  const { text } = builder
  const isAtMeta = states.some(({ templateId }) => templateId !== null)
  const go = (finding: Finding): void => {
    if (finding.language !== null) setChosen(finding.language)
    // Another language may have to be shown first, so the cursor goes there once it stands.
    requestAnimationFrame(() => focusFinding(finding))
  }
  return (
    <Page
      title={content.title === '' ? t('template.builder.untitled') : content.title}
      aside={<StateLine state={states.find(({ language }) => language === text.language)} />}
      width="flush"
      testId="template-builder"
      actions={<Actions open={open} check={check} states={states} isAtMeta={isAtMeta} onGo={go} onSubmit={() => setIsSubmitting(true)} />}
      tools={
        <LanguageBar
          content={content}
          check={check}
          states={states}
          language={text.language}
          onChoose={setChosen}
          onAdd={(language) => {
            change((all) => addLanguage(all, language))
            setChosen(language)
          }}
          onRemove={(language) => {
            change((all) => removeLanguage(all, language))
            setChosen(content.texts.find((one) => one.language !== language)?.language ?? '')
          }}
        />
      }
    >
      <div className={styles['layout']}>
        <div className={styles['form']}>
          {open.error === null ? null : (
            <ErrorStrip error={open.error} action={{ label: t('ui.tryAgain'), onAction: () => void open.flush() }} />
          )}
          <Notices draft={draft} text={text} states={states} />
          <PurposeCard
            draft={draft}
            content={content}
            check={check}
            isAtMeta={isAtMeta}
            isApproved={states.some(({ status }) => status === 'APPROVED')}
            change={change}
          />
          <HeaderCard builder={builder} />
          <TextCard builder={builder} />
          <ButtonsCard builder={builder} />
          <CardsCard builder={builder} />
          <Foot draft={draft} isAtMeta={isAtMeta} />
        </div>
        <aside className={styles['side']} aria-label={t('template.builder.aside')}>
          {check === null ? null : (
            <FindingsCard
              check={check}
              hasLanguages={content.texts.length > 1}
              onGo={go}
              onApply={(finding) => change((all) => applySuggestion(all, finding))}
            />
          )}
          <BuilderPreview text={text} />
        </aside>
      </div>
      {isSubmitting && check !== null ? (
        <SubmitDialog
          draft={draft}
          content={content}
          name={check.name}
          languages={readyOf(check, states)}
          unfinished={content.texts.map(({ language }) => language).filter((language) => !check.filled.includes(language))}
          flush={open.flush}
          onClose={() => setIsSubmitting(false)}
        />
      ) : null}
    </Page>
  )
}

type BuilderFacts = { readonly draft: Draft; readonly open: OpenDraft; readonly check: Check | null; readonly chosen: string }

/** What the parts of the builder share; null for a draft without any language. */
function useBuilder({ draft, open, check, chosen }: BuilderFacts): Builder | null {
  const words = useWords()
  const [added, setAdded] = useState<Draft['samples']>([])
  const { content, change } = open
  const text = content.texts.find(({ language }) => language === chosen) ?? content.texts[0]
  if (text === undefined) return null
  return {
    draftId: draft.draftId,
    content,
    text,
    check,
    change,
    whyBlocked(what) {
      const blocked = check?.blocked.find((one) => one.what === what)
      return blocked === undefined ? null : blockedWords(words, blocked)
    },
    samples: [...draft.samples, ...added],
    addSample: (sample) => setAdded((before) => [...before, sample]),
  }
}

type ActionsProps = {
  readonly open: OpenDraft
  readonly check: Check | null
  readonly states: Draft['states']
  readonly isAtMeta: boolean
  readonly onGo: (finding: Finding) => void
  readonly onSubmit: () => void
}

/** Whether everything is kept, and the way to Meta. Where something stops it, the button leads there. */
function Actions({ open, check, states, isAtMeta, onGo, onSubmit }: ActionsProps): ReactNode {
  const { t, rich } = useWords()
  const maySubmit = useMay()('template.submit')
  const ready = check === null ? [] : readyOf(check, states)
  const stopping = check?.findings.find(({ level }) => level === 'error')
  const submit = (): void => {
    if (ready.length > 0) onSubmit()
    else if (stopping !== undefined) onGo(stopping)
  }
  return (
    <>
      <Quiet isSmall>
        <span data-testid="template-saved" data-saved={open.isSaved}>
          {open.isSaved
            ? rich('template.builder.saved', { time: <DateTime key="at" at={open.changedAt} style="time" /> })
            : t('template.builder.saving')}
        </span>
      </Quiet>
      {maySubmit ? null : <Quiet isSmall>{t('template.submit.byManager')}</Quiet>}
      <Button
        needs="template.submit"
        variant="main"
        icon="send"
        onPress={submit}
        isDisabled={ready.length === 0 && stopping === undefined}
        testId="template-submit"
      >
        {isAtMeta ? t('template.submit.again') : t('template.submit.open')}
      </Button>
    </>
  )
}

/** Where each language stands, also those that were added a moment ago; what is not saved yet counts as changed. */
function statesNow(draft: Draft, { texts }: Content, isSaved: boolean): Draft['states'] {
  return texts.map(({ language }) => {
    const known = draft.states.find((state) => state.language === language)
    if (known === undefined) return { language, state: 'draft', templateId: null, isChanged: true, status: null, at: null, error: null }
    return isSaved ? known : { ...known, isChanged: true }
  })
}

/** Languages without anything that Meta refuses for sure, of which Meta does not have these words yet. */
const readyOf = (check: Check, states: Draft['states']): string[] =>
  check.filled.filter((language) => {
    const state = states.find((one) => one.language === language)
    return state !== undefined && (state.state !== 'sent' || state.isChanged) && state.status !== 'PENDING'
  })

/** The way back, and throwing the draft away; what Meta has stays. */
function Foot({ draft, isAtMeta }: { readonly draft: Draft; readonly isAtMeta: boolean }): ReactNode {
  const { t } = useWords()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <div className={styles['foot']}>
      <Link to={routes.templates()} look="button" testId="template-back">
        {t('template.builder.back')}
      </Link>
      {isAtMeta ? null : (
        <Button needs="template.deleteDraft" icon="trash" variant="quiet" onPress={() => setIsAsking(true)} testId="template-draft-delete">
          {t('template.builder.discard')}
        </Button>
      )}
      {isAsking ? <DiscardDialog draftId={draft.draftId} onClose={() => setIsAsking(false)} /> : null}
    </div>
  )
}

function DiscardDialog({ draftId, onClose }: { readonly draftId: Draft['draftId']; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const removing = useMutationCall('template.deleteDraft')
  const remove = async (): Promise<void> => {
    const result = await removing.run({ draftId })
    if (result.ok) go(routes.templates())
  }
  return (
    <Dialog
      title={t('template.discard.title')}
      isOpen
      onClose={onClose}
      size="small"
      role="alertdialog"
      testId="template-discard"
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onPress={() => void remove()} isBusy={removing.isRunning} testId="template-discard-confirm">
            {t('template.discard.do')}
          </Button>
        </>
      }
    >
      <p>{t('template.discard.text')}</p>
      {removing.error === null ? null : <ErrorStrip error={removing.error} />}
    </Dialog>
  )
}
