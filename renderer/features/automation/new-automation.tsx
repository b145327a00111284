import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { Button, Dialog, ErrorStrip } from '../../ui/index.ts'
import styles from './automation.module.css'
import { blankWork } from './blank-work.ts'
import type { Kind } from './types.ts'

const kinds = [
  'keywords',
  'menu',
  'flow',
  'greeting',
  'away',
  'recommend',
  'survey',
  'reminder',
  'drip',
  'offer-words',
] as const satisfies readonly Kind[]

/** Makes a new automation of a kind, switched off, and opens it. */
export function NewAutomation(): ReactNode {
  const { t, locale } = useWords()
  const go = useGo()
  const [isOpen, setIsOpen] = useState(false)
  const saving = useMutationCall('automation.save')
  const words = {
    menu: t('automation.new.menu'),
    option: t('automation.new.option'),
    question: t('automation.new.question'),
    list: t('automation.new.list'),
    recommend: t('automation.new.recommend'),
    survey: t('automation.new.survey'),
    good: t('automation.new.good'),
    fair: t('automation.new.fair'),
    poor: t('automation.new.poor'),
    thanks: t('automation.new.thanks'),
  }
  const make = async (kind: Kind): Promise<void> => {
    const result = await saving.run({ name: t(`automation.kind.${kind}`), work: blankWork(kind, locale, words) })
    if (!result.ok) return
    setIsOpen(false)
    go(routes.automation(result.value.automationId))
  }
  return (
    <>
      <Button icon="plus" onPress={() => setIsOpen(true)} testId="automation-new">
        {t('automation.new')}
      </Button>
      <Dialog title={t('automation.new.title')} isOpen={isOpen} onClose={() => setIsOpen(false)} size="wide" testId="automation-new-dialog">
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
        <ul className={styles['kinds']}>
          {kinds.map((kind) => (
            <li key={kind}>
              <Button onPress={() => void make(kind)} isBusy={saving.isRunning} testId={`automation-new-${kind}`}>
                {t(`automation.kind.${kind}`)}
              </Button>
              <span>{t(`automation.kind.${kind}.about`)}</span>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
