import type { MessageId } from '../i18n/index.ts'
import type { SettingsPage } from '../navigation/index.ts'
import type { IconName, Needs } from '../ui/index.ts'

/** One page of the settings. */
export type SettingsEntry = {
  readonly page: SettingsPage
  readonly words: MessageId
  readonly icon: IconName
  /** Other words by which people look for it, in every language; never shown. */
  readonly also: MessageId
  /** What it is good for; the page is not there for whoever may not do it. */
  readonly needs?: Needs
}

/** The pages of the settings from top to bottom, in the menu beside them and in the palette. */
export const settingsPages: readonly SettingsEntry[] = [
  { page: 'connection', words: 'app.settings.connection', icon: 'online', also: 'app.palette.also.connection' },
  { page: 'profile', words: 'app.settings.profile', icon: 'shop', also: 'app.palette.also.profile' },
  { page: 'appearance', words: 'app.settings.appearance', icon: 'settings', also: 'app.palette.also.appearance' },
  { page: 'prices', words: 'app.settings.prices', icon: 'coin', also: 'app.palette.also.prices' },
  { page: 'broadcasts', words: 'app.settings.broadcasts', icon: 'broadcast', also: 'app.palette.also.broadcasts' },
  { page: 'tools', words: 'app.settings.tools', icon: 'bolt', also: 'app.palette.also.tools', needs: 'integration.saveSettings' },
  { page: 'backup', words: 'app.settings.backup', icon: 'download', also: 'app.palette.also.backup', needs: 'backup.status' },
  { page: 'people', words: 'app.settings.people', icon: 'customers', also: 'app.palette.also.people' },
  { page: 'privacy', words: 'app.settings.privacy', icon: 'lock', also: 'app.palette.also.privacy', needs: 'privacy.settings' },
  { page: 'acts', words: 'app.settings.acts', icon: 'checks', also: 'app.palette.also.acts', needs: ['audit.list', 'audit.choices'] },
  { page: 'about', words: 'app.settings.about', icon: 'info', also: 'app.palette.also.about' },
]
