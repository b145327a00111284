export { chooseLocale, PreferencesFile, type Preferences } from './preferences.ts'
