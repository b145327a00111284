import { useState, type ReactNode } from 'react'
import { useAdoptShell, useMutationCall, useSetPreferences, type Shell } from '../../bridge/index.ts'
import { useWords, type MessageId } from '../../i18n/index.ts'
import { Button, ErrorStrip, Icon, Mark, type IconName } from '../../ui/index.ts'
import { CreateShop } from './create-shop.tsx'
import styles from './first-run.module.css'
import { LanguageSelect } from './language-select.tsx'
import { UnlockDialog } from './unlock-dialog.tsx'
import { unlockAfter, type UnlockWith } from './unlock-with.ts'

/** A dialog of another feature; gets how it is closed. */
type Overlay = (close: () => void) => ReactNode

type FirstRunProps = {
  readonly shell: Shell
  /** Brings a shop here from its backup. */
  readonly restore: Overlay
  /** The ladder for a shop whose file is damaged. */
  readonly rescue: Overlay
}

/** The first screen: language, the demo shop in one click, the shop's own number. Asks for nothing before the demo. */
export function FirstRun({ shell, restore, rescue }: FirstRunProps): ReactNode {
  const { t } = useWords()
  const [isCreating, setIsCreating] = useState(false)
  const setPreferences = useSetPreferences()
  return (
    <main className={styles['screen']} data-testid="first-run" id="content">
      <header className={styles['head']}>
        <Mark size={36} />
        <span className={styles['name']}>{t('app.name')}</span>
        <div className={styles['language']}>
          <span aria-hidden="true">{t('shell.language')}</span>
          <div className={styles['languageList']}>
            <LanguageSelect value={shell.preferences.locale} onChange={(locale) => setPreferences({ locale })} />
          </div>
        </div>
      </header>
      {isCreating ? (
        <CreateShop shell={shell} onBack={() => setIsCreating(false)} />
      ) : (
        <div className={styles['body']}>
          <h1 className={styles['title']}>{t('shell.firstRun.title')}</h1>
          <p className={styles['lead']}>
            <Icon name="lock" size={20} /> {t('shell.firstRun.lead')}
          </p>
          <Choices shell={shell} onCreate={() => setIsCreating(true)} restore={restore} rescue={rescue} />
        </div>
      )}
      <footer className={styles['foot']}>{t('shell.about', { version: shell.version })}</footer>
    </main>
  )
}

function Choices({ shell, onCreate, restore, rescue }: FirstRunProps & { readonly onCreate: () => void }): ReactNode {
  const { t } = useWords()
  const adopt = useAdoptShell()
  const demo = useMutationCall('shell.openDemo')
  const shop = useMutationCall('shell.openShop')
  const [unlockWith, setUnlockWith] = useState<UnlockWith | null>(null)
  const [overlay, setOverlay] = useState<'restore' | 'rescue' | null>(null)
  const close = (): void => setOverlay(null)
  const hasShop = shell.existing.includes('shop')

  const openDemo = async (): Promise<void> => {
    const result = await demo.run({})
    if (result.ok) adopt(result.value)
  }
  const openShop = async (): Promise<void> => {
    const result = await shop.run({})
    if (result.ok) adopt(result.value)
    else setUnlockWith(unlockAfter(result.error.code))
  }
  const error = demo.error ?? (unlockWith === null ? shop.error : null)
  return (
    <>
      <div className={styles['choices']}>
        <Choice
          icon="shop"
          isMain
          title="shell.demo.title"
          time="shell.demo.time"
          text="shell.demo.text"
          ready="shell.demo.ready"
          testId="first-run-demo"
        >
          <Button
            variant="main"
            onPress={() => void openDemo()}
            isBusy={demo.isRunning}
            isDisabled={shop.isRunning}
            autoFocus={!hasShop}
            testId="first-run-demo-open"
          >
            {t(demo.isRunning ? 'shell.demo.opening' : 'shell.demo.open')}
          </Button>
        </Choice>
        {hasShop ? (
          <Choice
            icon="lock"
            title="shell.shop.title"
            time="shell.shop.time"
            text="shell.shop.text"
            ready={shell.keychain === 'available' ? 'shell.shop.ready' : 'shell.shop.readyPassphrase'}
            testId="first-run-shop"
          >
            <Button
              onPress={() => void openShop()}
              isBusy={shop.isRunning}
              isDisabled={demo.isRunning}
              autoFocus
              testId="first-run-shop-open"
            >
              {t('shell.shop.open')}
            </Button>
          </Choice>
        ) : (
          <Choice
            icon="phone"
            title="shell.connect.title"
            time="shell.connect.time"
            text="shell.connect.text"
            ready="shell.connect.ready"
            testId="first-run-connect"
          >
            <Button onPress={onCreate} isDisabled={demo.isRunning} testId="first-run-connect-start">
              {t('shell.connect.start')}
            </Button>
          </Choice>
        )}
        <Choice
          icon="download"
          title="shell.restore.title"
          time="shell.restore.time"
          text="shell.restore.text"
          ready="shell.restore.ready"
          testId="first-run-restore"
        >
          <Button onPress={() => setOverlay('restore')} isDisabled={demo.isRunning || shop.isRunning} testId="first-run-restore-open">
            {t('shell.restore.open')}
          </Button>
        </Choice>
      </div>
      {error === null ? null : (
        <ErrorStrip
          error={error}
          testId="first-run-error"
          action={error.code === 'vault-damaged' ? { label: t('shell.rescue.open'), onAction: () => setOverlay('rescue') } : undefined}
        />
      )}
      {overlay === 'restore' ? restore(close) : null}
      {overlay === 'rescue' ? rescue(close) : null}
      {unlockWith === null ? null : <UnlockDialog first={unlockWith} onClose={() => setUnlockWith(null)} />}
    </>
  )
}

type ChoiceProps = {
  readonly icon: IconName
  readonly isMain?: boolean
  readonly title: MessageId
  readonly time: MessageId
  readonly text: MessageId
  readonly ready: MessageId
  readonly children: ReactNode
  readonly testId: string
}

function Choice({ icon, isMain = false, title, time, text, ready, children, testId }: ChoiceProps): ReactNode {
  const { t } = useWords()
  return (
    <section className={styles['choice']} data-main={isMain ? '' : undefined} data-testid={testId}>
      <header className={styles['choiceHead']}>
        <span className={styles['choiceIcon']}>
          <Icon name={icon} size={24} />
        </span>
        <div>
          <h2 className={styles['choiceTitle']}>{t(title)}</h2>
          <p className={styles['choiceTime']}>
            <Icon name="clock" size={14} />
            {t(time)}
          </p>
        </div>
      </header>
      <p>{t(text)}</p>
      <p className={styles['ready']}>{t(ready)}</p>
      <div className={styles['choiceAction']}>{children}</div>
    </section>
  )
}
