import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Button,
  Card,
  Checkbox,
  DateTime,
  ErrorStrip,
  IconButton,
  Limited,
  Quiet,
  Skeleton,
  Stack,
  Strip,
  Tag,
  RuledList,
  RuledRow,
} from '../../ui/index.ts'
import styles from './integration.module.css'
import { RuleDialog } from './rule-dialog.tsx'
import type { Folder, Rule } from './types.ts'

const FILES_SHOWN = 6

/** The folder that a till or another program drops its files into: on and off, how files are read, and what became of the latest. */
export function FolderCard(): ReactNode {
  const { t } = useWords()
  const reading = useCall('integration.folder', {})
  const setting = useMutationCall('integration.setFolder')
  const choosing = useMutationCall('shell.chooseFolder')
  const [editing, setEditing] = useState<Rule | 'new' | null>(null)
  const choose = async (): Promise<void> => {
    const chosen = await choosing.run({ purpose: 'watch' })
    if (chosen.ok && chosen.value !== null) await setting.run({ folder: chosen.value.handle, isOn: true })
  }
  const error = setting.error ?? choosing.error ?? reading.error
  const view = reading.data
  return (
    <Card
      title={t('integration.folder')}
      testId="integration-folder"
      actions={
        <Button
          needs="integration.setFolder"
          size="small"
          icon="file"
          onPress={() => void choose()}
          isBusy={choosing.isRunning || setting.isRunning}
          testId="integration-folder-choose"
        >
          {t(view?.folder === null ? 'integration.chooseFolder' : 'integration.otherFolder')}
        </Button>
      }
    >
      <Quiet>{t('integration.folderNote')}</Quiet>
      {error === null ? null : <ErrorStrip error={error} />}
      {view === undefined ? (
        <Skeleton rows={2} />
      ) : (
        <FolderBody view={view} onSwitch={(isOn) => void setting.run({ isOn })} onRule={setEditing} />
      )}
      {editing === null ? null : <RuleDialog rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Card>
  )
}

type BodyProps = { readonly view: Folder; readonly onSwitch: (isOn: boolean) => void; readonly onRule: (rule: Rule | 'new') => void }

function FolderBody({ view, onSwitch, onRule }: BodyProps): ReactNode {
  const { t } = useWords()
  const removing = useMutationCall('integration.removeRule')
  return (
    <>
      {view.folder === null ? null : (
        <Limited needs="integration.setFolder">
          <Checkbox isSelected={view.isOn} onChange={onSwitch} note={<span dir="ltr">{view.folder}</span>} testId="integration-folder-on">
            {t('integration.folderOn')}
          </Checkbox>
        </Limited>
      )}
      {view.state === 'away' || view.state === 'full' ? (
        <Strip tone="warning" testId="integration-folder-trouble">
          {t(`integration.folderState.${view.state}`)}
        </Strip>
      ) : null}
      <Stack isRow align="between">
        <h3>{t('integration.rules')}</h3>
        <Button
          needs={['integration.saveRule', 'integration.inspectFile']}
          size="small"
          icon="plus"
          onPress={() => onRule('new')}
          testId="integration-rule-new"
        >
          {t('integration.newRule')}
        </Button>
      </Stack>
      {view.rules.length === 0 ? <Quiet>{t('integration.noRules')}</Quiet> : null}
      <RuledList>
        {view.rules.map((rule) => (
          <RuledRow key={rule.ruleId} testId="integration-rule">
            <div>
              <p className={styles['name']} dir="ltr">
                {rule.pattern}
              </p>
              <Quiet>
                {t('integration.ruleSends', { template: rule.template.from === 'text' ? rule.template.text : rule.template.column })}
              </Quiet>
            </div>
            <Stack isRow gap={1}>
              <Button
                needs="integration.saveRule"
                size="small"
                label={t('integration.changeRule', { pattern: rule.pattern })}
                onPress={() => onRule(rule)}
              >
                {t('ui.change')}
              </Button>
              <IconButton
                needs="integration.removeRule"
                icon="trash"
                size="small"
                label={t('integration.removeRule', { pattern: rule.pattern })}
                onPress={() => void removing.run({ ruleId: rule.ruleId })}
              />
            </Stack>
          </RuledRow>
        ))}
      </RuledList>
      {view.files.length === 0 ? null : <Files files={view.files} />}
    </>
  )
}

function Files({ files }: { readonly files: Folder['files'] }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <h3>{t('integration.latestFiles')}</h3>
      <RuledList>
        {files.slice(0, FILES_SHOWN).map((file) => (
          <RuledRow key={`${file.fileName} ${file.at}`} testId="integration-file" state={file.state}>
            <div>
              <p className={styles['name']} dir="auto">
                {file.fileName}
              </p>
              <Quiet>
                <DateTime at={file.at} style="short" /> ·{' '}
                {t('integration.fileCounts', { sent: file.sent, known: file.known, refused: file.refused })}
                {file.reason === null ? null : ` · ${t('integration.fileUnread')}`}
              </Quiet>
            </div>
            <Tag tone={file.state === 'done' ? 'success' : file.state === 'failed' ? 'danger' : 'neutral'}>
              {t(`integration.fileState.${file.state}`)}
            </Tag>
          </RuledRow>
        ))}
      </RuledList>
    </>
  )
}
