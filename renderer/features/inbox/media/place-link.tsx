import type { ReactNode } from 'react'
import { call } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button } from '../../../ui/index.ts'

/** Opens a place on a map in the system's browser; nothing of it is loaded in here. */
export function PlaceLink({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): ReactNode {
  const { t } = useWords()
  const [lat, lon] = [latitude.toFixed(6), longitude.toFixed(6)]
  const url = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`
  return (
    <Button size="small" icon="external" onPress={() => void call('shell.openLink', { url })} testId="media-place">
      {t('media.place.open')}
    </Button>
  )
}
