import { useState, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../../bridge/index.ts'
import { emptyRule, type Rule } from '../../../../group-builder/index.ts'
import { formatDate, useWords } from '../../../../i18n/index.ts'
import { Button, RadioGroup, Select, useMay } from '../../../../ui/index.ts'
import type { Include } from '../../content.ts'
import { GroupPicker } from './group-picker.tsx'
import { PickPeopleDialog } from './pick-people-dialog.tsx'
import { RuleChoice } from './rule-choice.tsx'
import { TagPicker } from './tag-picker.tsx'

type ImportRun = CallOutput<'customer.imports'>['imports'][number]
type IncludeChoiceProps = {
  readonly include: Include
  readonly onChange: (include: Include) => void
  /** The rule while it is not finished. */
  readonly typed: Rule | null
  readonly onTyped: (rule: Rule | null) => void
}

/** What each way of choosing people can begin with. */
function useOffered() {
  const mayImports = useMay()('customer.imports')
  const tags = useCall('customer.tags', {})
  const groups = useCall('group.list', {})
  const imports = useCall('customer.imports', {}, { isEnabled: mayImports })
  return {
    tag: tags.data?.tags[0]?.tag,
    group: groups.data?.groups[0]?.groupId,
    mayImports,
    imports: (imports.data?.imports ?? []).filter((run) => run.state === 'done'),
  }
}

/** Whom the broadcast asks: everybody, or people by tag, group, sentence, import, or hand. */
export function IncludeChoice({ include, onChange, typed, onTyped }: IncludeChoiceProps): ReactNode {
  const { t } = useWords()
  const offered = useOffered()
  const [isPicking, setIsPicking] = useState(false)
  const [firstImport] = offered.imports
  const take = (next: Include): void => {
    onTyped(null)
    onChange(next)
  }
  const begin: Readonly<Record<Include['kind'], () => void>> = {
    everyone: () => take({ kind: 'everyone' }),
    tags: () => offered.tag !== undefined && take({ kind: 'tags', tags: [offered.tag] }),
    groups: () => offered.group !== undefined && take({ kind: 'groups', groupIds: [offered.group] }),
    rule: () => onTyped(emptyRule),
    import: () => firstImport !== undefined && take({ kind: 'import', importId: firstImport.importId }),
    customers: () => setIsPicking(true),
  }
  return (
    <>
      <RadioGroup
        label={t('broadcast.audience.who')}
        isRow
        value={typed === null ? include.kind : 'rule'}
        onChange={(kind) => begin[kind]()}
        testId="broadcast-audience-include"
        options={[
          { value: 'everyone', label: t('broadcast.audience.everyone') },
          { value: 'groups', label: t('broadcast.audience.groups'), isDisabled: offered.group === undefined },
          { value: 'rule', label: t('broadcast.audience.rule') },
          { value: 'tags', label: t('broadcast.audience.tags'), isDisabled: offered.tag === undefined },
          ...(offered.mayImports || include.kind === 'import'
            ? [{ value: 'import' as const, label: t('broadcast.audience.import'), isDisabled: firstImport === undefined }]
            : []),
          {
            value: 'customers',
            label:
              include.kind === 'customers'
                ? t('broadcast.audience.picked', { count: include.customerIds.length })
                : t('broadcast.audience.byHand'),
          },
        ]}
      />
      <Details
        include={include}
        typed={typed}
        imports={offered.imports}
        onChange={onChange}
        onTyped={onTyped}
        onPick={() => setIsPicking(true)}
      />
      {isPicking ? (
        <PickPeopleDialog
          chosen={include.kind === 'customers' ? include.customerIds : []}
          onDone={(customerIds) => take({ kind: 'customers', customerIds })}
          onClose={() => setIsPicking(false)}
        />
      ) : null}
    </>
  )
}

type DetailsProps = IncludeChoiceProps & { readonly imports: readonly ImportRun[]; readonly onPick: () => void }

/** Which of them, for the way that is chosen. */
function Details({ include, typed, imports, onChange, onTyped, onPick }: DetailsProps): ReactNode {
  const { t } = useWords()
  const kind = typed === null ? include.kind : 'rule'
  if (kind === 'rule') {
    return (
      <RuleChoice
        rule={typed ?? (include.kind === 'rule' ? include.rule : emptyRule)}
        onFinished={(rule) => onChange({ kind: 'rule', rule })}
        onTyped={onTyped}
        onGroup={(groupId) => onChange({ kind: 'groups', groupIds: [groupId] })}
      />
    )
  }
  switch (include.kind) {
    case 'tags':
      return (
        <TagPicker
          label={t('broadcast.audience.tagsAny')}
          chosen={include.tags}
          onChange={(chosen) => chosen.length > 0 && onChange({ kind: 'tags', tags: chosen })}
          testId="broadcast-audience-tags"
        />
      )
    case 'groups':
      return (
        <GroupPicker
          label={t('broadcast.audience.groupsAny')}
          chosen={include.groupIds}
          onChange={(chosen) => chosen.length > 0 && onChange({ kind: 'groups', groupIds: chosen })}
          testId="broadcast-audience-groups"
        />
      )
    case 'import':
      return <ImportChoice importId={include.importId} imports={imports} onChange={onChange} />
    case 'customers':
      return (
        <div>
          <Button size="small" onPress={onPick} testId="broadcast-audience-pick">
            {t('broadcast.audience.pick')}
          </Button>
        </div>
      )
    case 'everyone':
    case 'rule':
      return null
  }
}

type ImportChoiceProps = {
  readonly importId: string
  readonly imports: readonly ImportRun[]
  readonly onChange: (include: Include) => void
}

function ImportChoice({ importId, imports, onChange }: ImportChoiceProps): ReactNode {
  const words = useWords()
  if (imports.length === 0) return null
  return (
    <Select
      label={words.t('broadcast.audience.whichImport')}
      value={importId}
      choices={imports.map((run) => ({
        value: run.importId as string,
        label: run.fileName,
        note: formatDate(run.startedAt, 'date-time', words),
      }))}
      onChange={(value) => {
        const run = imports.find((one) => one.importId === value)
        if (run !== undefined) onChange({ kind: 'import', importId: run.importId })
      }}
      testId="broadcast-audience-which-import"
    />
  )
}
