import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, DateTime, Link, Table, Tag } from '../../../ui/index.ts'
import type { Overview } from '../types.ts'

type DraftSummary = Overview['drafts'][number]

/** Drafts with words that Meta does not have yet. */
export function DraftList({ drafts }: { readonly drafts: readonly DraftSummary[] }): ReactNode {
  const { t, list, locale } = useWords()
  return (
    <Card title={t('template.drafts')} isFlush testId="template-drafts">
      <Table<DraftSummary>
        label={t('template.drafts')}
        rows={drafts}
        rowId={({ draftId }) => draftId}
        testId="template-draft-list"
        columns={[
          {
            id: 'title',
            header: t('template.column.name'),
            isRowHeader: true,
            width: '30%',
            cell: ({ draftId, title }) => (
              <Link to={routes.templateDraft(draftId)} testId="template-draft-open">
                {title === '' ? t('template.builder.untitled') : title}
              </Link>
            ),
          },
          {
            id: 'languages',
            header: t('template.column.language'),
            width: '28%',
            cell: ({ states }) => list(states.map(({ language }) => languageName(language, locale))),
          },
          { id: 'purpose', header: t('template.column.category'), cell: ({ purpose }) => t(`template.kind.${purpose}`) },
          { id: 'state', header: t('template.column.status'), cell: ({ states }) => <DraftTag states={states} /> },
          {
            id: 'at',
            header: t('template.column.changed'),
            align: 'end',
            cell: ({ changedAt }) => <DateTime at={changedAt} style="short" />,
          },
        ]}
      />
    </Card>
  )
}

function DraftTag({ states }: Pick<DraftSummary, 'states'>): ReactNode {
  const { t } = useWords()
  if (states.some(({ state }) => state === 'cut-off' || state === 'failed')) {
    return (
      <Tag tone="warning" icon="alert">
        {t('template.draftState.failed')}
      </Tag>
    )
  }
  return <Tag>{states.some(({ templateId }) => templateId !== null) ? t('template.draftState.changed') : t('template.draftState.new')}</Tag>
}
