import { useDeferredValue, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Card, Quiet, Stack, langTag } from '../../ui/index.ts'
import styles from './quick-reply.module.css'

type Pieces = CallOutput<'quickReply.preview'>['previews'][number]['known']

/** What a text would say to a customer of the shop, and to somebody of whom nothing is known; what nothing fills is marked. */
export function FilledPreview({ text, language }: { readonly text: string; readonly language: string }): ReactNode {
  const { t } = useWords()
  const wanted = useDeferredValue(text)
  const { data } = useCall('quickReply.preview', { texts: [wanted] }, { isEnabled: wanted.trim() !== '', keepPrevious: true })
  const preview = data?.previews[0]
  if (wanted.trim() === '' || preview === undefined) return null
  const isMissing = [...preview.known, ...preview.unknown].some((piece) => piece.is === 'missing')
  return (
    <Card title={t('quick-reply.preview.title')} testId="quick-reply-preview">
      <Stack gap={2}>
        {data?.customerName == null ? null : (
          <Said
            pieces={preview.known}
            language={language}
            title={t('quick-reply.preview.known', { name: data.customerName })}
            testId="quick-reply-preview-known"
          />
        )}
        <Said pieces={preview.unknown} language={language} title={t('quick-reply.preview.unknown')} testId="quick-reply-preview-unknown" />
        {isMissing ? <Quiet isSmall>{t('quick-reply.preview.missing')}</Quiet> : null}
      </Stack>
    </Card>
  )
}

type SaidProps = { readonly pieces: Pieces; readonly language: string; readonly title: string; readonly testId: string }

const Said = ({ pieces, language, title, testId }: SaidProps): ReactNode => (
  <div>
    <Quiet isSmall>{title}</Quiet>
    <p className={styles['said']} dir="auto" lang={langTag(language)} data-testid={testId}>
      {/* Pieces have no name but their place, and never move. */}
      {pieces.map((piece, place) =>
        piece.is === 'missing' ? (
          <mark key={place} className={styles['missing']}>
            {piece.text}
          </mark>
        ) : (
          <span key={place}>{piece.text}</span>
        ),
      )}
    </p>
  </div>
)
