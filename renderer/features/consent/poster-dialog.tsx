import { fillGaps } from '#contract/kernel/mixed-scripts.ts'
import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { formatPhone, textIn, useWords } from '../../i18n/index.ts'
import { printPoster, useSaving, type Poster, type PosterKind } from '../../printing/index.ts'
import { Button, Dialog, ErrorStrip, QrCode, RadioGroup, Strip, cx, useToast } from '../../ui/index.ts'
import styles from './consent.module.css'
import type { Place } from './types.ts'

const KINDS: readonly PosterKind[] = ['poster', 'card', 'receipt']

/** What a place's sheet says, in the language of the place. */
function posterOf({ language, link, keyword, wording }: Place, shop: string): Omit<Poster, 'kind'> {
  const number = formatPhone(`+${/wa\.me\/(\d+)/.exec(link ?? '')?.[1] ?? ''}`)
  return {
    locale: language,
    shop,
    head: textIn(language, 'consent.sheet.head'),
    link: link ?? '',
    steps: [textIn(language, 'consent.sheet.scan'), textIn(language, 'consent.sheet.send')],
    byHand: fillGaps(textIn(language, 'consent.sheet.byHand'), { keyword, number: number.replaceAll(' ', '\u00A0') }),
    wording,
  }
}

/** Shows what a place's poster, table cards or receipt footer look like, and saves them as a PDF. */
export function PosterDialog({ place, onClose }: { readonly place: Place; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const saving = useSaving()
  const vault = useCall('vault.status', {})
  const [kind, setKind] = useState<PosterKind>('poster')
  const poster = posterOf(place, vault.data?.shop?.name ?? '')
  const save = (): void =>
    saving.print({
      suggestedName: `${kind}-${place.keyword}.pdf`,
      html: () => printPoster({ ...poster, kind }),
      done: () => toast({ text: t('consent.poster.saved') }),
    })
  return (
    <Dialog
      title={t('consent.poster.title', { name: place.name })}
      isOpen
      onClose={onClose}
      size="wide"
      testId="consent-poster"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.close')}</Button>
          <Button
            variant="main"
            icon="print"
            onPress={save}
            isBusy={saving.isBusy}
            isDisabled={place.link === null}
            testId="consent-poster-save"
          >
            {t('consent.poster.save')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <RadioGroup<PosterKind>
        label={t('consent.poster.kind')}
        isRow
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: t(`consent.poster.${value}`) }))}
        testId="consent-poster-kind"
      />
      {place.link === null ? (
        <Strip tone="warning">{t('consent.noNumber')}</Strip>
      ) : (
        <figure className={styles['preview']} aria-label={t('consent.poster.preview')} lang={place.language}>
          <Sheet poster={{ ...poster, kind }} />
        </figure>
      )}
    </Dialog>
  )
}

function Sheet({ poster }: { readonly poster: Poster }): ReactNode {
  return (
    <div className={cx(styles['sheet'], styles[poster.kind])} data-testid="consent-poster-sheet">
      <p className={styles['shop']}>{poster.shop}</p>
      <p className={styles['head']}>{poster.head}</p>
      <div className={styles['code']}>
        <QrCode text={poster.link} label={poster.link} testId="consent-poster-code" />
      </div>
      {poster.steps.map((step) => (
        <p key={step}>{step}</p>
      ))}
      <p className={styles['small']}>{poster.byHand}</p>
      <p className={styles['small']}>{poster.wording}</p>
    </div>
  )
}
