import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, ErrorStrip, Strip, focusFirstError } from '../../../ui/index.ts'
import { RegisterForm } from '../fix/register-form.tsx'
import { KeyReasons } from '../key-reasons.tsx'
import { MissingScopes } from '../key-facts.tsx'
import { chosenInput, idProblems, noIds, typedInput } from '../number-form.ts'
import { needsRegistration } from '../number-words.ts'
import type { Setup, Status } from '../types.ts'
import { InSight } from './in-sight.tsx'
import { NumberCards } from './number-cards.tsx'
import { StepFrame } from './step-frame.tsx'
import { TypedIdFields } from './typed-ids.tsx'

type NumberStepProps = {
  readonly setup: Setup
  readonly status: Status | null
  readonly onChosen: (setup: Setup) => void
  readonly onBack: () => void
}

/** Second step: which number, with which catalog; one that is not registered yet is registered here. */
export function NumberStep({ setup, status, onChosen, onBack }: NumberStepProps): ReactNode {
  const { t } = useWords()
  const choosing = useMutationCall('connection.chooseNumber')
  const picking = usePicking(setup)
  const [registering, setRegistering] = useState<Setup | null>(null)

  const choose = async (): Promise<void> => {
    const input = picking.input()
    if (input === null) return focusFirstError()
    const result = await choosing.run(input)
    if (!result.ok) return
    const { connection, setup: next } = result.value
    const known = setup.numbers.find(({ phoneNumberId }) => phoneNumberId === connection.phoneNumberId)
    const isOnPhoneApp = known?.isOnPhoneApp ?? false
    if (needsRegistration({ status: connection.number?.status ?? '', isOnPhoneApp })) {
      setRegistering(next)
      return
    }
    onChosen(next)
  }
  if (registering !== null) {
    return <Registering status={status} onBack={() => setRegistering(null)} onNext={() => onChosen(registering)} />
  }
  return (
    <StepFrame
      title={t('connection.number.title')}
      lead={setup.numbers.length === 0 ? t('connection.number.noneListed') : undefined}
      onBack={onBack}
      testId="connection-number-step"
      actions={
        <Button variant="main" onPress={() => void choose()} isBusy={choosing.isRunning} testId="connection-number-use">
          {t('connection.number.use')}
        </Button>
      }
    >
      <MissingScopes keyFacts={setup.key} />
      {picking.isTyping ? (
        <TypedIdFields ids={picking.ids} onChange={picking.setIds} problems={picking.problems} />
      ) : (
        <NumberCards
          numbers={setup.numbers}
          chosenId={picking.chosenId}
          onChoose={picking.choose}
          catalogId={picking.catalogId}
          onCatalog={picking.setCatalogId}
        />
      )}
      {setup.numbers.length === 0 ? null : (
        <span>
          <Button variant="quiet" size="small" onPress={() => picking.setIsTyping(!picking.isTyping)} testId="connection-number-type">
            {t(picking.isTyping ? 'connection.number.showList' : 'connection.number.typeIds')}
          </Button>
        </span>
      )}
      {choosing.error === null ? null : (
        <InSight>
          <ErrorStrip error={choosing.error} testId="connection-number-error" />
          <KeyReasons error={choosing.error} />
        </InSight>
      )}
    </StepFrame>
  )
}

/** What is picked: a number of the list with its catalog, or ids typed by hand. */
function usePicking(setup: Setup) {
  const first = setup.numbers.find(({ phoneNumberId }) => phoneNumberId === setup.chosen?.phoneNumberId) ?? setup.numbers[0]
  const [chosenId, setChosenId] = useState(first?.phoneNumberId ?? null)
  const [catalogId, setCatalogId] = useState<string | null>(setup.chosen?.catalogId ?? first?.catalogs[0]?.catalogId ?? null)
  const [isTyping, setIsTyping] = useState(setup.numbers.length === 0)
  const [ids, setIds] = useState(
    setup.chosen === null || setup.numbers.length > 0 ? noIds : { ...setup.chosen, catalogId: setup.chosen.catalogId ?? '' },
  )
  const [isTried, setIsTried] = useState(false)
  const chosen = setup.numbers.find(({ phoneNumberId }) => phoneNumberId === chosenId)
  const problems = idProblems(ids)
  return {
    chosenId,
    choose: (id: string): void => {
      setChosenId(id)
      setCatalogId(setup.numbers.find(({ phoneNumberId }) => phoneNumberId === id)?.catalogs[0]?.catalogId ?? null)
    },
    catalogId,
    setCatalogId,
    isTyping,
    setIsTyping,
    ids,
    setIds,
    problems: isTried ? problems : {},
    input: () => {
      setIsTried(true)
      if (!isTyping) return chosen === undefined ? null : chosenInput(chosen, catalogId)
      return Object.keys(problems).length === 0 ? typedInput(ids) : null
    },
  }
}

type RegisteringProps = { readonly status: Status | null; readonly onBack: () => void; readonly onNext: () => void }

function Registering({ status, onBack, onNext }: RegisteringProps): ReactNode {
  const { t } = useWords()
  return (
    <StepFrame
      title={t('connection.register.title', { number: status?.number?.displayPhoneNumber ?? '' })}
      onBack={onBack}
      testId="connection-register"
      actions={
        <Button onPress={onNext} testId="connection-register-later">
          {t('connection.register.later')}
        </Button>
      }
    >
      <Strip tone="warning">{t('connection.register.needed')}</Strip>
      <Card>
        <RegisterForm onRegistered={onNext} />
      </Card>
    </StepFrame>
  )
}
