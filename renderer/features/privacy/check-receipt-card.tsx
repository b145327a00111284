import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, ErrorStrip, Strip, TextField } from '../../ui/index.ts'
import styles from './privacy.module.css'

const NUMBER = /^E-\d{4}-\d{4,}$/

/** Says whether a receipt that somebody holds was given out here, and whether nothing before it was changed. */
export function CheckReceiptCard(): ReactNode {
  const { t } = useWords()
  const checking = useMutationCall('customer.checkReceipt')
  const [receiptId, setReceiptId] = useState('')
  const [checkCode, setCheckCode] = useState('')
  const [isGood, setIsGood] = useState<boolean | null>(null)
  const number = receiptId.trim().toUpperCase()
  const isNumber = NUMBER.test(number)
  const check = async (): Promise<void> => {
    const result = await checking.run({ receiptId: number, checkCode: checkCode.trim() })
    setIsGood(result.ok ? result.value.isGood : null)
  }
  return (
    <Card title={t('privacy.check.do')} testId="privacy-check-receipt">
      <div className={styles['line']}>
        <TextField
          label={t('privacy.check.number')}
          value={receiptId}
          onChange={setReceiptId}
          error={receiptId === '' || isNumber ? null : t('privacy.check.unread')}
          testId="privacy-check-number"
        />
        <div className={styles['grow']}>
          <TextField
            label={t('privacy.check.code')}
            value={checkCode}
            onChange={setCheckCode}
            maxLength={100}
            testId="privacy-check-code"
          />
        </div>
        <Button
          needs="customer.checkReceipt"
          onPress={() => void check()}
          isDisabled={!isNumber || checkCode.trim() === ''}
          isBusy={checking.isRunning}
          testId="privacy-check-do"
        >
          {t('privacy.check.do')}
        </Button>
      </div>
      {checking.error === null ? null : <ErrorStrip error={checking.error} />}
      {isGood === null ? null : (
        <Strip tone={isGood ? 'success' : 'danger'} testId="privacy-check-result">
          {t(isGood ? 'privacy.check.good' : 'privacy.check.bad')}
        </Strip>
      )}
    </Card>
  )
}
