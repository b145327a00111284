import { useState, type ReactNode } from 'react'
import { useFileTaking, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Stack, Strip, Table, useFileDrop, useToast } from '../../ui/index.ts'
import type { Coupon } from './types.ts'

type Tried = CallOutput<'coupon.importCodes'> & { readonly file: string }
type Refused = Tried['refused'][number]

/** Reads codes of a till or web shop into a coupon: shows first what the file holds, then adds it. */
export function ImportCodesDialog({ coupon, onClose }: { readonly coupon: Coupon; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const importing = useMutationCall('coupon.importCodes')
  const [tried, setTried] = useState<Tried | null>(null)
  const { couponId } = coupon
  const look = async (file: string): Promise<void> => {
    const result = await importing.run({ couponId, file, dryRun: true })
    setTried(result.ok ? { ...result.value, file } : null)
  }
  const taking = useFileTaking('import-codes', (file) => void look(file.handle))
  const { isOver, dropping } = useFileDrop(([file]) => {
    if (file !== undefined) taking.take(file)
  })
  const add = async (): Promise<void> => {
    if (tried === null) return
    const result = await importing.run({ couponId, file: tried.file, dryRun: false })
    if (!result.ok) return
    toast({ text: t('coupon.import.done', { count: result.value.added }) })
    onClose()
  }
  const error = taking.error ?? importing.error
  return (
    <Dialog
      title={t('coupon.import.title')}
      isOpen
      onClose={onClose}
      testId="coupon-import"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void add()}
            isBusy={importing.isRunning}
            isDisabled={tried === null || tried.added === 0}
            testId="coupon-import-add"
          >
            {t('coupon.import.add', { count: tried?.added ?? 0 })}
          </Button>
        </>
      }
    >
      {/* Dropping is a second way; the button does the same by keys. */}
      <div data-dropping={isOver ? '' : undefined} {...dropping}>
        <Stack gap={4}>
          <Quiet>{t('coupon.import.lead')}</Quiet>
          <div>
            <Button icon="upload" onPress={taking.choose} isBusy={taking.isChoosing} testId="coupon-import-choose">
              {t('coupon.import.choose')}
            </Button>
          </div>
          {error === null ? null : <ErrorStrip error={error} />}
          {tried === null ? null : <Found tried={tried} />}
        </Stack>
      </div>
    </Dialog>
  )
}

function Found({ tried }: { readonly tried: Tried }): ReactNode {
  const { t, number } = useWords()
  return (
    <>
      <Strip tone={tried.added > 0 ? 'info' : 'warning'} testId="coupon-import-found">
        {t('coupon.import.found', { added: tried.added, known: tried.known, refused: tried.refused.length })}
      </Strip>
      {tried.refused.length === 0 ? null : (
        <Table<Refused>
          label={t('coupon.import.refused')}
          rows={tried.refused.slice(0, 100)}
          rowId={(row) => String(row.row)}
          columns={[
            { id: 'row', header: t('coupon.import.row'), isRowHeader: true, cell: (row) => number(row.row) },
            { id: 'text', header: t('coupon.column.code'), cell: (row) => row.text },
            { id: 'why', header: t('coupon.import.why'), cell: (row) => t(`coupon.import.reason.${row.reason}`) },
          ]}
        />
      )}
    </>
  )
}
