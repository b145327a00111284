import type { ReactNode } from 'react'
import { useWords, type MessageId } from '../../i18n/index.ts'
import { Icon, type IconName } from '../icon/icon.tsx'
import { langTag } from '../styles/lang-tag.ts'
import { MOST_SHOWN_BUTTONS } from './metrics.ts'
import type { PreviewButton } from './preview-message.ts'
import styles from './phone-preview.module.css'

const icons: Readonly<Record<string, IconName>> = {
  COPY_CODE: 'copy',
  URL: 'external',
  PHONE_NUMBER: 'phone',
  CATALOG: 'list',
  MPM: 'list',
  SPM: 'list',
  FLOW: 'list',
  REQUEST_CONTACT_INFO: 'customer',
  QUICK_REPLY: 'undo',
}

/** Buttons whose words WhatsApp writes itself, in the reader's language. */
const fixedWords: Readonly<Record<string, MessageId>> = {
  COPY_CODE: 'ui.preview.copyCode',
  CATALOG: 'ui.preview.viewCatalog',
  MPM: 'ui.preview.viewItems',
  SPM: 'ui.preview.viewProduct',
  REQUEST_CONTACT_INFO: 'ui.preview.shareContact',
}

type PreviewButtonsProps = { readonly buttons: readonly PreviewButton[]; readonly lang: string | null | undefined }

/** The row of buttons under a message; many fold into a list, as on the phone. */
export function PreviewButtons({ buttons, lang }: PreviewButtonsProps): ReactNode {
  const { t } = useWords()
  const isFolded = buttons.length > MOST_SHOWN_BUTTONS
  const shown = isFolded ? buttons.slice(0, MOST_SHOWN_BUTTONS - 1) : buttons
  const wordsOf = ({ type, text }: PreviewButton): string => {
    const fixed = fixedWords[type]
    return text === '' && fixed !== undefined ? t(fixed) : text
  }
  return (
    <>
      {shown.map((button, index) => (
        <div key={index} className={styles['button']} data-testid="phone-preview-button" lang={langTag(lang)}>
          <Icon name={icons[button.type] ?? 'undo'} size={16} />
          <span>{wordsOf(button)}</span>
        </div>
      ))}
      {isFolded ? (
        <div className={styles['button']} data-testid="phone-preview-button">
          <Icon name="list" size={16} />
          <span>{t('ui.preview.allOptions')}</span>
        </div>
      ) : null}
    </>
  )
}
