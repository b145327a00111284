import type { ReactNode } from 'react'
import { languageName, useWords } from '../../../i18n/index.ts'
import { TextArea } from '../../../ui/index.ts'
import type { OrderProposal } from './types.ts'

type TellOpenProps = { readonly proposal: OrderProposal; readonly own: string | null; readonly onOwn: (text: string) => void }

/** While the reply window is open: the shop's own words, which may be changed for this once. */
export function TellOpen({ proposal, own, onOwn }: TellOpenProps): ReactNode {
  const { t, locale } = useWords()
  return (
    <TextArea
      label={t('order.message', { language: languageName(proposal.language, locale) })}
      value={own ?? proposal.text}
      onChange={onOwn}
      rows={5}
      maxLength={4096}
      testId="order-act-text"
    />
  )
}
