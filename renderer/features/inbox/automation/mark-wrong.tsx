import type { ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Tag, useToast } from '../../../ui/index.ts'

type MarkWrongProps = { readonly customerId: string; readonly messageId: string }

const LOOKED_AT = 200

/** Says that an automatic answer was wrong, or takes it back; nothing where the message answered nobody (a reminder's second message). */
export function MarkWrong({ customerId, messageId }: MarkWrongProps): ReactNode {
  // One reading for the whole chat, shared by all of its bubbles.
  const uses = useCall('automation.uses', { customerId, limit: LOOKED_AT })
  const use = uses.data?.uses.find((one) => one.messageId === messageId)
  return use === undefined ? null : <Mark use={use} messageId={messageId} />
}

type MarkProps = { readonly use: CallOutput<'automation.uses'>['uses'][number]; readonly messageId: string }

function Mark({ use, messageId }: MarkProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const marking = useMutationCall('automation.markWrong')
  const set = async (wrong: boolean): Promise<void> => {
    const result = await marking.run({ messageId, wrong })
    if (!result.ok) toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
    else
      toast({
        text: t(wrong ? 'automation.uses.marked' : 'automation.uses.unmarked'),
        action: { label: t('ui.undo'), onAction: () => void marking.run({ messageId, wrong: !wrong }) },
      })
  }
  return (
    <div data-testid="inbox-automation-mark">
      {use.wrong === null ? null : <Tag tone="danger">{t('automation.uses.wrong')}</Tag>}
      <Button
        size="small"
        variant="quiet"
        isBusy={marking.isRunning}
        onPress={() => void set(use.wrong === null)}
        needs="automation.markWrong"
        testId="inbox-automation-wrong"
      >
        {t(use.wrong === null ? 'automation.uses.markWrong' : 'automation.uses.unmark')}
      </Button>
    </div>
  )
}
