import type { ReactNode } from 'react'
import { marketName, useWords } from '../../i18n/index.ts'
import { Money, Tag } from '../../ui/index.ts'
import { roundToTotal, type CostRow } from './cost-rows.ts'
import styles from './cost-table.module.css'

type CostTableProps = {
  readonly label: string
  readonly rows: readonly CostRow[]
  readonly currency: string
  readonly totalWords: string
  readonly testId: string
}

/** Cost by market; the rows add up to the total as they are shown. A market without a known price is amber and has no amount. */
export function CostTable({ label, rows, currency, totalWords, testId }: CostTableProps): ReactNode {
  const words = useWords()
  const { t, number } = words
  const shown = roundToTotal(rows.map((row) => row.totalMicros))
  return (
    <table className={styles['table']} aria-label={label} data-testid={testId}>
      <tbody>
        {rows.map((row, place) => {
          const amount = shown.rows[place] ?? null
          return (
            <tr
              key={`${row.market} ${row.priceMicros ?? ''} ${row.isOrdinary ?? ''}`}
              data-testid={`${testId}-row`}
              data-id={row.market}
              data-micros={amount ?? undefined}
              data-unknown={row.priceMicros === null ? '' : undefined}
            >
              <th scope="row">
                <span className={styles['market']}>
                  {marketName(row.market, words)}
                  {row.isOrdinary === true ? <Tag>{t('broadcast.cost.ordinary')}</Tag> : null}
                  {row.isSample ? <Tag tone="warning">{t('broadcast.cost.sample')}</Tag> : null}
                </span>
              </th>
              <td>
                {number(row.people)}
                {row.priceMicros === null ? null : (
                  <>
                    {' × '}
                    <Money micros={row.priceMicros} currency={currency} precision="each" />
                  </>
                )}
              </td>
              <td>{amount === null ? t('broadcast.cost.unknown') : <Money micros={amount} currency={currency} />}</td>
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr data-testid={`${testId}-total`} data-micros={shown.total}>
          <th scope="row" colSpan={2}>
            {totalWords}
          </th>
          <td>
            <Money micros={shown.total} currency={currency} />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
