import { foldForSearch } from '../../text-search/index.ts'

/** What a cell says about whether somebody agreed; `unclear` where it is empty or in other words. */
export type Answer = 'yes' | 'no' | 'unclear'

/** Longer ones are no answer but a remark. */
const LONGEST = 40

const fold = (text: string): string =>
  foldForSearch(text)
    .replace(/[\s\-_.!。！]+/gu, ' ')
    .trim()

/**
 * Words of English, Chinese, Portuguese, Spanish, Indonesian, Japanese and Korean, and the marks of forms. A lone x is left
 * out, because it ticks a box in one list and crosses it out in the next.
 */
const WORDS: Readonly<Record<Exclude<Answer, 'unclear'>, string>> = {
  yes:
    'yes|y|true|t|1|on|ok|agree|agreed|agrees|accepted|accepts|consented|granted|opt in|opted in|optin|subscribed|checked|' +
    '✓|✔|✔️|✅|☑|☑️|v|√|○|◯|是|同意|已同意|我同意|願意|要|接受|訂閱|已訂閱|對|' +
    'sim|s|si|sí|aceito|aceita|acepto|acepta|autorizo|ya|setuju|はい|同意する|同意済み|希望する|네|예|동의|동의함',
  no:
    'no|n|false|f|0|off|disagree|disagreed|not agreed|declined|denied|refused|revoked|withdrawn|opt out|opted out|optout|' +
    'not subscribed|never subscribed|unsubscribed|unchecked|✗|✘|❌|✖|✖️|×|否|不|不是|不同意|未同意|沒有同意|不願意|不要|不接受|拒絕|' +
    '未訂閱|取消訂閱|已取消訂閱|退訂|已退訂|não|não aceito|recuso|no acepto|rechazo|tidak|tidak setuju|いいえ|同意しない|希望しない|아니요|아니오|동의 안함',
}

const ANSWERS: ReadonlyMap<string, Answer> = new Map(
  (['yes', 'no'] as const).flatMap((answer) => WORDS[answer].split('|').map((word) => [fold(word), answer] as const)),
)

/** Reads a cell of the column that says who agreed; never guesses. */
export function readAnswer(text: string): Answer {
  const plain = text.trim()
  if (plain === '' || plain.length > LONGEST) return 'unclear'
  return ANSWERS.get(plain.toLowerCase()) ?? ANSWERS.get(fold(plain)) ?? 'unclear'
}
