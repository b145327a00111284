import { inAllLanguages, useWords, type MessageId } from '../i18n/index.ts'
import { routes, useGo, useOverlays, type SettingsPage } from '../navigation/index.ts'
import { fitsInitials, fuzzyRanks, matchPieces, type Piece } from '../text-match/index.ts'
import type { IconName } from '../ui/index.ts'
import { sections } from './sections.ts'

/** Something that the palette offers; what it does, it does when it is chosen. */
export type Entry = {
  readonly id: string
  readonly words: string
  readonly pieces: readonly Piece[]
  readonly aside: string
  readonly icon: IconName
  readonly act: () => void
}

type Action = Omit<Entry, 'pieces'> & {
  /** Its words in every language: a Chinese word finds an English name, and the other way round. */
  readonly matches: readonly string[]
}

const settingsPages: readonly { readonly page: SettingsPage; readonly words: MessageId }[] = [
  { page: 'connection', words: 'app.settings.connection' },
  { page: 'appearance', words: 'app.settings.appearance' },
  { page: 'prices', words: 'app.settings.prices' },
  { page: 'privacy', words: 'app.settings.privacy' },
]

/** Everything that the palette offers besides people; sending and erasing are never run from here. */
function useActions(): readonly Action[] {
  const { t } = useWords()
  const go = useGo()
  const overlays = useOverlays()
  return [
    ...sections.map((section, index) => ({
      id: section.id,
      words: t('app.palette.goTo', { section: t(section.words) }),
      aside: `Ctrl+${index + 1}`,
      icon: section.icon,
      act: () => go(section.path),
      matches: inAllLanguages(section.words),
    })),
    {
      id: 'new-broadcast',
      words: t('app.palette.newBroadcast'),
      aside: 'Ctrl+Shift+N',
      icon: 'plus',
      act: () => go(routes.newBroadcast()),
      matches: inAllLanguages('app.palette.newBroadcast'),
    },
    {
      id: 'redeem',
      words: t('coupon.till.open'),
      aside: 'Ctrl+Shift+R',
      icon: 'ok',
      act: () => overlays.open({ kind: 'till' }),
      matches: inAllLanguages('coupon.till.open'),
    },
    {
      id: 'new-coupon',
      words: t('coupon.new'),
      aside: '',
      icon: 'coupon',
      act: () => go(routes.newCoupon()),
      matches: inAllLanguages('coupon.new'),
    },
    {
      id: 'raffles',
      words: t('app.palette.goTo', { section: t('raffle.title') }),
      aside: '',
      icon: 'coupon',
      act: () => go(routes.raffles()),
      matches: inAllLanguages('raffle.title'),
    },
    {
      id: 'import',
      words: t('app.palette.import'),
      aside: '',
      icon: 'upload',
      act: () => {
        go(routes.customers())
        overlays.open({ kind: 'import-customers' })
      },
      matches: inAllLanguages('app.palette.import'),
    },
    ...settingsPages.map(({ page, words }) => ({
      id: `settings-${page}`,
      words: t('app.palette.settingsOf', { page: t(words) }),
      aside: page === 'connection' ? 'Ctrl+,' : '',
      icon: 'settings' as const,
      act: () => go(routes.settingsPage(page)),
      matches: inAllLanguages(words),
    })),
  ]
}

/** The actions that fit what was typed, best first; all of them, those used last before the others, when nothing was. */
export function useFittingActions(query: string, recent: readonly string[]): readonly Entry[] {
  const actions = useActions()
  const wanted = query.trim()
  const show = (action: Action): Entry => ({ ...action, pieces: matchPieces(action.words, wanted) })
  if (wanted === '') {
    const used = recent.flatMap((id) => actions.find((action) => action.id === id) ?? [])
    return [...used, ...actions.filter((action) => !used.includes(action))].map(show)
  }
  const texts = actions.map((action) => [action.words, ...action.matches].join(' \u2022 '))
  const byInitials = actions.filter((action) => [action.words, ...action.matches].some((words) => fitsInitials(words, wanted)))
  const byWords = fuzzyRanks(texts, wanted).flatMap((place) => actions[place] ?? [])
  return [...new Set([...byWords, ...byInitials])].map(show)
}
