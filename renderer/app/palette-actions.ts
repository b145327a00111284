import { useLock } from '../features/session/index.ts'
import { inAllLanguages, useWords } from '../i18n/index.ts'
import { useGo, useOverlays } from '../navigation/index.ts'
import { matchPieces, type Piece } from '../text-match/index.ts'
import { useMay, type IconName } from '../ui/index.ts'
import { fitting } from './palette-fit.ts'
import { paletteActions, type Goal, type PaletteAction } from './palette-list.ts'
import { useSections } from './use-sections.ts'

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

/** The words of an action in every language, and others that find it. */
const matchesOf = ({ words, also }: PaletteAction): readonly string[] => [
  ...inAllLanguages(words),
  ...(also === undefined ? [] : inAllLanguages(also)),
]

/** Everything that the palette offers besides people, as far as whoever sits here may do it. */
function useActions(): readonly Action[] {
  const { t } = useWords()
  const go = useGo()
  const overlays = useOverlays()
  const lock = useLock()
  const may = useMay()
  const sections = useSections()
  const reach = (goal: Goal): void => {
    if (goal.kind === 'lock') lock()
    if (goal.kind === 'page') go(goal.path)
    if (goal.kind !== 'lock' && goal.overlay !== undefined) overlays.open(goal.overlay)
  }
  const wordsOf = ({ words, as }: PaletteAction): string =>
    as === 'goTo'
      ? t('app.palette.goTo', { section: t(words) })
      : as === 'settingsOf'
        ? t('app.palette.settingsOf', { page: t(words) })
        : t(words)
  // The digits count the sections that are there.
  const digits = new Map(sections.map(({ id }, index) => [id, `Ctrl+${index + 1}`]))
  return paletteActions
    .filter(({ needs }) => may(needs))
    .map((action) => ({
      id: action.id,
      words: wordsOf(action),
      aside: digits.get(action.id) ?? action.aside ?? '',
      icon: action.icon,
      act: () => reach(action.goal),
      matches: matchesOf(action),
    }))
}

/** The actions that fit what was typed, best first; all of them, those used last before the others, when nothing was. */
export function useFittingActions(query: string, recent: readonly string[]): readonly Entry[] {
  const actions = useActions()
  const wanted = query.trim()
  const show = (action: Action): Entry => ({ ...action, pieces: matchPieces(action.words, wanted) })
  if (wanted !== '') return fitting(actions, wanted).map(show)
  const used = recent.flatMap((id) => actions.find((action) => action.id === id) ?? [])
  return [...used, ...actions.filter((action) => !used.includes(action))].map(show)
}
