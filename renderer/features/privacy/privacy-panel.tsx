import type { ReactNode } from 'react'
import { Allowed } from '../../ui/index.ts'
import { AsidesCard } from './asides-card.tsx'
import { CheckReceiptCard } from './check-receipt-card.tsx'
import { ExportsCard } from './exports-card.tsx'
import { LimitsCard } from './limits-card.tsx'
import { PapersCard } from './papers-card.tsx'
import { RequestsCard } from './requests-card.tsx'
import { RetentionCard } from './retention-card.tsx'
import { SuppressedCard } from './suppressed-card.tsx'

/** What is kept how long, what staff see, what customers asked, which files left, whom nobody writes to, and what stands on paper. */
export function PrivacyPanel(): ReactNode {
  return (
    <>
      <RetentionCard />
      <LimitsCard />
      <Allowed needs="privacy.requests">
        <RequestsCard />
      </Allowed>
      <Allowed needs="privacy.exports">
        <ExportsCard />
      </Allowed>
      <Allowed needs="privacy.asides">
        <AsidesCard />
      </Allowed>
      <Allowed needs="privacy.checkSuppressed">
        <SuppressedCard />
      </Allowed>
      <PapersCard />
      <Allowed needs="customer.checkReceipt">
        <CheckReceiptCard />
      </Allowed>
    </>
  )
}
