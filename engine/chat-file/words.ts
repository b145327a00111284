/** Which half of the day a word means; `noon` is the hours around twelve. */
export type HalfDay = 'morning' | 'afternoon' | 'noon'

const HALVES: readonly (readonly [HalfDay, string])[] = [
  ['morning', 'am|a.m.|a. m.|上午|凌晨|早上|清晨|午前|오전|ص|पूर्वाह्न|ptg.|pg|sáng|πμ|öö|dop.|f.m.|fm'],
  ['afternoon', 'pm|p.m.|p. m.|下午|晚上|傍晚|半夜|午後|午后|오후|م|अपराह्न|ptg|ch|chiều|μμ|ös|odp.|e.m.|em'],
  ['noon', '中午'],
]

const WORDS: ReadonlyMap<string, HalfDay> = new Map(
  HALVES.flatMap(([half, words]) => words.split('|').map((word) => [word, half] as const)),
)

/** Reads a word beside a time; null for one that is none. */
export const halfDayOf = (word: string): HalfDay | null => WORDS.get(word.trim().toLowerCase().replace(/\s+/g, ' ')) ?? null

/** What stands in place of a photo, film or sound that was left out of the export. */
const LEFT_OUT = new RegExp(
  [
    'omitted|omitido|omitida|omitidos|omessa|omesso|omessi|ausgeschlossen|weggelassen|ocultada|ocultado|oculta|oculto|absent|absente|omis|omise',
    'weggelaten|pominięto|pominięty|utelämnad|utelatt|udeladt|ausente|dihilangkan|tidak disertakan|atlanmış|bỏ qua|ละเว้น|опущен|без медиафайлов|без медіафайлів',
    '已略去|略去|省略|忽略|略過|未包含|含まれていません|生략|생략|제외|تم استبعاد|غير مدرج|हटा दिया|छोड़ा गया',
  ].join('|'),
  'iu',
)

/** Whether a text says that a file was left out: Android writes it between angles, the other phone behind a mark nobody sees. */
export const isLeftOut = (text: string, isMarked: boolean): boolean =>
  !text.includes('\n') &&
  text.length < 80 &&
  (/^<[^<>]+>$/u.test(text) ? !text.includes('.') || LEFT_OUT.test(text) : isMarked && LEFT_OUT.test(text))
