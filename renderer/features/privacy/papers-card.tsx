import { useState, type ReactNode } from 'react'
import { Button, Card, Stack, type Needs } from '../../ui/index.ts'
import { useWords } from '../../i18n/index.ts'
import { BreachDialog } from './breach-dialog.tsx'
import { ContactDialog } from './contact-dialog.tsx'
import { NoticeDialog } from './notice-dialog.tsx'
import { RecordsDialog } from './records-dialog.tsx'

type Paper = 'notice' | 'records' | 'breach' | 'contact'
type Offer = { readonly paper: Paper; readonly needs?: Needs }

const papers: readonly Offer[] = [
  { paper: 'notice' },
  { paper: 'records', needs: 'privacy.records' },
  { paper: 'breach', needs: 'privacy.breachFacts' },
  { paper: 'contact', needs: 'privacy.saveContact' },
]

/** Texts and sheets that the law asks for, made from what is switched on. */
export function PapersCard(): ReactNode {
  const { t } = useWords()
  const [shown, setShown] = useState<Paper | null>(null)
  const close = (): void => setShown(null)
  return (
    <Card title={t('privacy.papers.title')} testId="privacy-papers">
      <p>{t('privacy.papers.lead')}</p>
      <Stack gap={2} isRow>
        {papers.map(({ paper, needs }) => (
          <Button key={paper} needs={needs} onPress={() => setShown(paper)} testId={`privacy-paper-${paper}`}>
            {t(`privacy.papers.${paper}`)}
          </Button>
        ))}
      </Stack>
      {shown === 'notice' ? <NoticeDialog onClose={close} /> : null}
      {shown === 'records' ? <RecordsDialog onClose={close} /> : null}
      {shown === 'breach' ? <BreachDialog onClose={close} /> : null}
      {shown === 'contact' ? <ContactDialog onClose={close} /> : null}
    </Card>
  )
}
