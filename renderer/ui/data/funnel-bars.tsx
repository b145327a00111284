import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../button/button.tsx'
import styles from './data.module.css'

/** One step of the funnel. */
export type FunnelStep = {
  readonly id: string
  readonly label: string
  readonly people: number
  /** Share of those delivered; null where it has no meaning. */ readonly share: number | null
  /** Opens the people behind the number. */ readonly onOpen?: (() => void) | undefined
}

type FunnelBarsProps = {
  /** The question that the chart answers. */
  readonly title: string
  readonly steps: readonly FunnelStep[]
  readonly note?: ReactNode
  readonly testId?: string | undefined
}

/** How far something got, as bars that begin at zero. The chart is a table, so it reads without eyes too. */
export function FunnelBars({ title, steps, note, testId }: FunnelBarsProps): ReactNode {
  const { t, number, percent } = useWords()
  const most = Math.max(1, ...steps.map((step) => step.people))
  return (
    <figure className={styles['funnel']} data-testid={testId}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2} className={styles['funnelStep']}>
              {t('ui.funnel.step')}
            </th>
            <th scope="col">{t('ui.funnel.people')}</th>
            <th scope="col">{t('ui.funnel.share')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id} data-testid={testId === undefined ? undefined : `${testId}-${step.id}`}>
              <th scope="row">{step.label}</th>
              <td aria-hidden="true" className={styles['funnelCell']}>
                <div className={styles['funnelBar']} style={{ inlineSize: `${(step.people / most) * 100}%` }} />
              </td>
              <td className={styles['funnelNumber']}>
                {step.onOpen === undefined ? (
                  number(step.people)
                ) : (
                  <Button
                    variant="quiet"
                    size="small"
                    onPress={step.onOpen}
                    label={`${number(step.people)} ${step.label}`}
                    testId={testId === undefined ? undefined : `${testId}-see-${step.id}`}
                  >
                    {number(step.people)}
                  </Button>
                )}
              </td>
              <td className={styles['funnelShare']}>{step.share === null ? '' : percent(step.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note === undefined ? null : <figcaption>{note}</figcaption>}
    </figure>
  )
}
