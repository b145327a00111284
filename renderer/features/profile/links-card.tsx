import { useRef, useState, type ReactNode } from 'react'
import { DOOR_LIMITS } from '#contract/limits/profile.ts'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Button,
  Card,
  Dialog,
  ErrorStrip,
  IconButton,
  QrCode,
  Quiet,
  Skeleton,
  Stack,
  TextField,
  useToast,
  RuledList,
  RuledRow,
} from '../../ui/index.ts'
import styles from './profile.module.css'
import type { Link } from './types.ts'

/** Short links with a ready text, e.g. for the till: whoever scans one only has to press Send. */
export function LinksCard(): ReactNode {
  const { t } = useWords()
  const links = useCall('profile.links', {})
  const [editing, setEditing] = useState<Link | 'new' | null>(null)
  const [shown, setShown] = useState<Link | null>(null)
  return (
    <Card
      title={t('profile.links')}
      testId="profile-links"
      actions={
        <Button needs="profile.saveLink" size="small" icon="plus" onPress={() => setEditing('new')} testId="profile-links-new">
          {t('profile.newLink')}
        </Button>
      }
    >
      <Quiet>{t('profile.linksNote')}</Quiet>
      {links.error === null ? null : <ErrorStrip error={links.error} action={{ label: t('ui.tryAgain'), onAction: links.refetch }} />}
      {links.isLoading ? <Skeleton rows={2} /> : null}
      <RuledList>
        {(links.data?.links ?? []).map((link) => (
          <LinkRow key={link.code} link={link} onShow={() => setShown(link)} onEdit={() => setEditing(link)} />
        ))}
      </RuledList>
      {editing === null ? null : <LinkDialog link={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {shown === null ? null : <CodeDialog link={shown} onClose={() => setShown(null)} />}
    </Card>
  )
}

type RowProps = { readonly link: Link; readonly onShow: () => void; readonly onEdit: () => void }

function LinkRow({ link, onShow, onEdit }: RowProps): ReactNode {
  const { t } = useWords()
  const removing = useMutationCall('profile.removeLink')
  const [isAsking, setAsking] = useState(false)
  const { text } = link
  return (
    <RuledRow>
      <div>
        <p>{text}</p>
        <p className={styles['address']} dir="ltr">
          {link.url}
        </p>
      </div>
      <Stack isRow gap={1}>
        <Button size="small" label={t('profile.showCodeOf', { text })} onPress={onShow} testId="profile-link-show">
          {t('profile.showCode')}
        </Button>
        <Button
          needs="profile.saveLink"
          size="small"
          label={t('profile.changeLinkOf', { text })}
          onPress={onEdit}
          testId="profile-link-change"
        >
          {t('ui.change')}
        </Button>
        <IconButton
          needs="profile.removeLink"
          icon="trash"
          size="small"
          label={t('profile.removeLinkOf', { text })}
          onPress={() => setAsking(true)}
        />
      </Stack>
      <Dialog
        title={t('profile.removeLink')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        size="small"
        testId="profile-link-remove"
        footer={
          <>
            <Button onPress={() => setAsking(false)} autoFocus>
              {t('ui.cancel')}
            </Button>
            <Button
              variant="danger"
              onPress={() => void removing.run({ code: link.code })}
              isBusy={removing.isRunning}
              testId="profile-link-remove-sure"
            >
              {t('profile.removeLink')}
            </Button>
          </>
        }
      >
        <p>{t('profile.removeLinkText', { text })}</p>
        {removing.error === null ? null : <ErrorStrip error={removing.error} />}
      </Dialog>
    </RuledRow>
  )
}

function LinkDialog({ link, onClose }: { readonly link: Link | null; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('profile.saveLink')
  const [text, setText] = useState(link?.text ?? '')
  const underWay = useRef(false)
  const save = async (): Promise<void> => {
    // Enter comes past the button, and twice before anything is drawn again: each one would make a link of its own.
    if (text.trim() === '' || underWay.current) return
    underWay.current = true
    const result = await saving.run({ text: text.trim(), ...(link === null ? {} : { code: link.code }) })
    underWay.current = false
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t(link === null ? 'profile.newLink' : 'profile.changeLink')}
      isOpen
      onClose={onClose}
      size="small"
      testId="profile-link-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void save()}
            isBusy={saving.isRunning}
            isDisabled={text.trim() === ''}
            testId="profile-link-save"
          >
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('profile.linkText')}
        hint={t('profile.linkTextHint')}
        value={text}
        onChange={setText}
        maxLength={DOOR_LIMITS.qrTextCharacters}
        autoFocus
        onSubmit={() => void save()}
        testId="profile-link-text"
      />
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </Dialog>
  )
}

function CodeDialog({ link, onClose }: { readonly link: Link; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link.url)
    toast({ text: t('profile.linkCopied') })
  }
  return (
    <Dialog
      title={link.text}
      isOpen
      onClose={onClose}
      size="small"
      testId="profile-code"
      footer={
        <>
          <Button icon="copy" onPress={() => void copy()} testId="profile-code-copy">
            {t('profile.copyLink')}
          </Button>
          <Button variant="main" onPress={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <Stack align="center" gap={3}>
        <QrCode text={link.url} label={t('profile.codeOf', { text: link.text })} />
        <Quiet>{link.url}</Quiet>
      </Stack>
    </Dialog>
  )
}
