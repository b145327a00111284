import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Allowed, Button, Card, DateTime, ErrorStrip, Quiet, Stack, Strip, TextField } from '../../ui/index.ts'
import styles from './privacy.module.css'

/** Numbers that are never written to again. The list holds codes only, so a number must be typed to be found. */
export function SuppressedCard(): ReactNode {
  const { t, number } = useWords()
  const settings = useCall('privacy.settings', {})
  const checking = useMutationCall('privacy.checkSuppressed')
  const [phone, setPhone] = useState('')
  const [why, setWhy] = useState('')
  const putting = useMutationCall('privacy.suppress')
  const taking = useMutationCall('privacy.unsuppress')
  const [found, setFound] = useState<CallOutput<'privacy.checkSuppressed'> | null>(null)
  const check = async (): Promise<void> => {
    const result = await checking.run({ phone })
    setFound(result.ok ? result.value : null)
  }
  const change = async (work: Promise<{ readonly ok: boolean }>): Promise<void> => {
    if (!(await work).ok) return
    setWhy('')
    await check()
  }
  const error = checking.error ?? putting.error ?? taking.error
  return (
    <Card title={t('privacy.suppressed.title')} testId="privacy-suppressed">
      <p>{t('privacy.suppressed.lead', { count: number(settings.data?.suppressed ?? 0) })}</p>
      <div className={styles['line']}>
        <div className={styles['grow']}>
          <TextField
            label={t('privacy.suppressed.number')}
            type="tel"
            value={phone}
            onChange={setPhone}
            onSubmit={() => void check()}
            testId="privacy-suppressed-number"
          />
        </div>
        <Button
          needs="privacy.checkSuppressed"
          onPress={() => void check()}
          isDisabled={phone.trim() === ''}
          isBusy={checking.isRunning}
          testId="privacy-suppressed-check"
        >
          {t('privacy.suppressed.check')}
        </Button>
      </div>
      {error === null ? null : <ErrorStrip error={error} />}
      {found === null ? null : found.isSuppressed ? (
        <Stack gap={2}>
          <Strip tone="info" testId="privacy-suppressed-yes">
            {t('privacy.suppressed.yes')} {found.since === null ? null : <DateTime at={found.since} />}
          </Strip>
          <Allowed needs="privacy.unsuppress">
            <div className={styles['line']}>
              <div className={styles['grow']}>
                <TextField
                  label={t('privacy.suppressed.why')}
                  value={why}
                  onChange={setWhy}
                  maxLength={500}
                  testId="privacy-suppressed-why"
                />
              </div>
              <Button
                onPress={() => void change(taking.run({ phone, why: why.trim() }))}
                isDisabled={why.trim() === ''}
                isBusy={taking.isRunning}
                testId="privacy-suppressed-take"
              >
                {t('privacy.suppressed.take')}
              </Button>
            </div>
          </Allowed>
        </Stack>
      ) : (
        <Strip
          tone="info"
          testId="privacy-suppressed-no"
          actions={
            <Button
              needs="privacy.suppress"
              size="small"
              onPress={() => void change(putting.run({ phone }))}
              isBusy={putting.isRunning}
              testId="privacy-suppressed-put"
            >
              {t('privacy.suppressed.put')}
            </Button>
          }
        >
          {t('privacy.suppressed.no')}
        </Strip>
      )}
      <Quiet isSmall>{t('privacy.suppressed.note')}</Quiet>
    </Card>
  )
}
