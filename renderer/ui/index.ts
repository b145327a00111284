export { Button, IconButton } from './button/button.tsx'
export { Link } from './button/link.tsx'
export { ColumnChart, HeatMap, SortedBars } from './chart/index.ts'
export type { ChartColumn, SortedBar } from './chart/index.ts'
export { Checkbox, RadioGroup } from './choice/choices.tsx'
export { Facts } from './data/facts.tsx'
export { RuledList, RuledRow } from './data/ruled-list.tsx'
export { FunnelBars } from './data/funnel-bars.tsx'
export type { FunnelStep } from './data/funnel-bars.tsx'
export { QrCode } from './data/qr-code.tsx'
export { Table } from './data/table.tsx'
export type { Column } from './data/table.tsx'
export { Tag } from './data/tag.tsx'
export type { Tone } from './data/tag.tsx'
export { DateTime, Money, Phone, useNow } from './data/values.tsx'
export { VirtualList } from './data/virtual-list.tsx'
export { useFileDrop } from './drop/use-file-drop.ts'
export {
  AnnouncerProvider,
  useAnnounce,
  EmptyState,
  ErrorStrip,
  ProgressBar,
  Skeleton,
  Strip,
  ToastProvider,
  useToast,
} from './feedback/index.ts'
export { DateField, TimeField } from './field/date-field.tsx'
export { isPasswordGood, PasswordFields } from './field/file-password.tsx'
export { focusFirstError } from './field/focus-first-error.ts'
export { NumberField } from './field/number-field.tsx'
export { SearchField } from './field/search-field.tsx'
export { ComboBox, Select } from './field/select.tsx'
export type { Choice } from './field/select.tsx'
export { TextArea, TextField } from './field/text-field.tsx'
export { Icon, Mark } from './icon/index.ts'
export type { IconName } from './icon/index.ts'
export { Card, Columns, Hidden, More, Page, Quiet, Stack, Tabs, scrollerOf } from './layout/index.ts'
export { Dialog, FloatingMenu, Menu, Tooltip } from './overlay/index.ts'
export type { MenuAction } from './overlay/index.ts'
export { Allowed, Limited, PermissionProvider, useMay } from './permission/permission.tsx'
export type { Needs } from './permission/permission.tsx'
export { MessageText, PhonePreview, PlainText, withoutControls } from './preview/index.ts'
export type { PreviewMessage } from './preview/index.ts'
export { OffersTag, RestrictedTag, WindowChip, windowLeft, windowText } from './status/index.ts'
export { cx } from './styles/cx.ts'
export { langTag } from './styles/lang-tag.ts'
