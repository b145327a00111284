import {
  IconAlertTriangle,
  IconArrowLeft,
  IconBolt,
  IconCalendar,
  IconBuildingStore,
  IconChartBar,
  IconCheck,
  IconChecks,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconCopy,
  IconDeviceMobile,
  IconDotsVertical,
  IconDownload,
  IconEraser,
  IconExternalLink,
  IconFileTypeCsv,
  IconHelpCircle,
  IconInbox,
  IconInfoCircle,
  IconLayoutList,
  IconLock,
  IconMessage2,
  IconMinus,
  IconPackage,
  IconPhoto,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconPrinter,
  IconRefresh,
  IconSearch,
  IconSend,
  IconSettings,
  IconSpeakerphone,
  IconTag,
  IconTemplate,
  IconTicket,
  IconTrash,
  IconUpload,
  IconUser,
  IconUsers,
  IconWifi,
  IconWifiOff,
  IconX,
  IconExclamationMark,
  IconQuestionMark,
  IconBan,
  IconArrowBackUp,
  IconId,
  IconCoin,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'

const icons = {
  alert: IconAlertTriangle,
  back: IconArrowLeft,
  ban: IconBan,
  bolt: IconBolt,
  broadcast: IconSpeakerphone,
  calendar: IconCalendar,
  catalog: IconPackage,
  check: IconCheck,
  checks: IconChecks,
  'chevron-down': IconChevronDown,
  'chevron-left': IconChevronLeft,
  'chevron-right': IconChevronRight,
  clock: IconClock,
  close: IconX,
  coin: IconCoin,
  copy: IconCopy,
  customer: IconUser,
  customers: IconUsers,
  dashed: IconCircleDashed,
  download: IconDownload,
  erase: IconEraser,
  exclamation: IconExclamationMark,
  external: IconExternalLink,
  file: IconFileTypeCsv,
  help: IconHelpCircle,
  id: IconId,
  inbox: IconInbox,
  info: IconInfoCircle,
  list: IconLayoutList,
  lock: IconLock,
  message: IconMessage2,
  minus: IconMinus,
  more: IconDotsVertical,
  ok: IconCircleCheck,
  offline: IconWifiOff,
  online: IconWifi,
  pause: IconPlayerPause,
  phone: IconDeviceMobile,
  photo: IconPhoto,
  play: IconPlayerPlay,
  plus: IconPlus,
  print: IconPrinter,
  report: IconChartBar,
  coupon: IconTicket,
  question: IconQuestionMark,
  refresh: IconRefresh,
  search: IconSearch,
  send: IconSend,
  settings: IconSettings,
  shop: IconBuildingStore,
  stop: IconPlayerStop,
  tag: IconTag,
  template: IconTemplate,
  trash: IconTrash,
  undo: IconArrowBackUp,
  upload: IconUpload,
} as const

/** Names of the icons that the screens use. */
export type IconName = keyof typeof icons

/** Icons whose meaning has a direction; mirrored where writing runs from right to left. */
const directional: ReadonlySet<IconName> = new Set(['back', 'chevron-left', 'chevron-right', 'send', 'undo', 'external'])

type IconProps = { readonly name: IconName; readonly size?: 14 | 16 | 20 | 24 | 32 }

/** One outline icon, hidden from screen readers: the words beside it say the same. */
export function Icon({ name, size = 20 }: IconProps): ReactNode {
  const Drawing = icons[name]
  return (
    <Drawing
      size={size}
      stroke={1.5}
      aria-hidden="true"
      focusable="false"
      data-icon={name}
      data-directional={directional.has(name) ? '' : undefined}
    />
  )
}
