import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'

/** The last look before sending: which template goes out, under which business name and from which number. */
export function FromLine({ template }: { readonly template: string | null }): ReactNode {
  const { rich } = useWords()
  const number = useCall('connection.status', {}).data?.number ?? null
  if (number === null || template === null) return null
  return (
    <p data-testid="broadcast-review-from">
      {rich('broadcast.review.from', {
        template: (
          <strong key="template" data-part="template">
            {template}
          </strong>
        ),
        business: (
          <strong key="business" data-part="business">
            <bdi>{number.verifiedName}</bdi>
          </strong>
        ),
        number: (
          <strong key="number" data-part="number">
            <bdi>{number.displayPhoneNumber}</bdi>
          </strong>
        ),
      })}
    </p>
  )
}
