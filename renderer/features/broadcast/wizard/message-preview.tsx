import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { ErrorStrip, IconButton, Quiet, Skeleton, Button } from '../../../ui/index.ts'
import { PersonMessage } from './person-message.tsx'
import { focusTest } from './test-send.tsx'
import type { Preview } from './use-preview.ts'
import styles from './message.module.css'
import wizard from './wizard.module.css'

/** The phone with the message of one real person, the ways to the odd ones (the longest name, an empty field), and to a test. */
export function MessagePreview({ preview }: { readonly preview: Preview }): ReactNode {
  const { t } = useWords()
  const { reading, wanted, show } = preview
  const { data, error } = reading
  return (
    <div className={wizard['preview']}>
      {error === null ? null : <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {data === undefined && error === null ? <Skeleton rows={8} /> : null}
      {data === undefined ? null : (
        <>
          <Place index={data.index} of={data.of} name={data.message?.customerName ?? ''} onGo={(index) => show({ kind: 'nth', index })} />
          <div className={styles['odd']}>
            <Button
              size="small"
              onPress={() => show({ kind: 'longest' })}
              isDisabled={data.of === 0}
              testId="broadcast-preview-longest"
              variant={wanted.kind === 'longest' ? 'plain' : 'quiet'}
            >
              {t('broadcast.preview.longest')}
            </Button>
            <Button
              size="small"
              onPress={() => show({ kind: 'emptiest' })}
              isDisabled={data.of === 0}
              testId="broadcast-preview-emptiest"
              variant={wanted.kind === 'emptiest' ? 'plain' : 'quiet'}
            >
              {t('broadcast.preview.emptiest')}
            </Button>
            <Button size="small" variant="quiet" onPress={focusTest} testId="broadcast-preview-test">
              {t('broadcast.test.title')}
            </Button>
          </div>
          {data.message === null ? null : <PersonMessage message={data.message} testId="broadcast-preview" />}
        </>
      )}
    </div>
  )
}

type PlaceProps = { readonly index: number; readonly of: number; readonly name: string; readonly onGo: (index: number) => void }

/** Whose message is shown, with the way to the one before and after. */
function Place({ index, of, name, onGo }: PlaceProps): ReactNode {
  const { t, number } = useWords()
  if (of === 0) return <Quiet>{t('broadcast.preview.nobody')}</Quiet>
  return (
    <div className={wizard['place']}>
      <IconButton
        icon="back"
        label={t('broadcast.preview.previous')}
        onPress={() => onGo(index - 1)}
        isDisabled={index <= 0}
        size="small"
        testId="broadcast-preview-previous"
      />
      <p className={wizard['placeWords']}>
        <strong className={wizard['placeName']} dir="auto">
          {name === '' ? t('broadcast.noName') : name}
        </strong>
        {/* Somebody who gets nothing, shown because of that, has no place in the row. */}
        {index < 0 ? null : (
          <span data-testid="broadcast-preview-place">{t('broadcast.preview.place', { index: number(index + 1), of: number(of) })}</span>
        )}
      </p>
      <IconButton
        icon="chevron-right"
        label={t('broadcast.preview.next')}
        onPress={() => onGo(index + 1)}
        isDisabled={index + 1 >= of}
        size="small"
        testId="broadcast-preview-next"
      />
    </div>
  )
}
