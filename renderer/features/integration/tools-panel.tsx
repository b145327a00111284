import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Quiet } from '../../ui/index.ts'
import { EndpointCard } from './endpoint-card.tsx'
import { FolderCard } from './folder-card.tsx'
import { HooksCard } from './hooks-card.tsx'
import { NoticesCard } from './notices-card.tsx'

/** Tools of the shop: the folder that a till writes to, programs on this computer, addresses that hear of events, and what was sent for them. */
export function ToolsPanel(): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Quiet>{t('integration.intro')}</Quiet>
      <FolderCard />
      <EndpointCard />
      <HooksCard />
      <NoticesCard />
    </>
  )
}
