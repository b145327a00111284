export { Icon } from './icon.tsx'
export type { IconName } from './icon.tsx'
export { Mark } from './mark.tsx'
