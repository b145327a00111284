import type { Encoding } from '#contract/ipc/customer-import.ts'
import type { z } from 'zod'

export type TextEncoding = z.infer<typeof Encoding>

/** Marks at the beginning of a file that name its encoding. */
const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: TextEncoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

/** Very frequent characters of lists of customers; they decide between encodings when a sample is only a few names long. */
const COMMON = {
  big5: '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高電話號碼姓名手機標籤備註客戶顧客會員稱呼語言地址日期市區路老新小美玲志明怡君雅婷俊傑淑芬麗華先生女士是否有無同意店門台北中南',
  gb18030:
    '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧电话号码姓名手机标签备注客户顾客会员称呼语言地址日期市区路老新小丽强磊军洋勇艳杰娟涛明超秀霞平刚先生女士是否有无同意店门北京上海广州深圳',
  shift_jis: '電話番号氏名名前携帯様顧客会員住所備考田中山本佐藤鈴木高橋伊東京大阪',
} as const

type Legacy = 'big5' | 'gb18030' | 'shift_jis' | 'windows-1252'

/**
 * Finds the encoding: by the mark at the beginning, by the zero bytes of UTF-16, by a strict UTF-8 check, and else by
 * which of the old encodings makes the most everyday text of the bytes. A guess; people see samples and can choose.
 * @param sample bytes from the file's beginning, or from the first part of it that is not plain ASCII
 * @param start the file's first bytes
 */
export function detectEncoding(sample: Uint8Array, start: Uint8Array): TextEncoding {
  const marked = MARKS.find((mark) => mark.bytes.every((byte, index) => start[index] === byte))
  if (marked !== undefined) return marked.encoding
  const wide = wideEncoding(sample)
  if (wide !== null) return wide
  if (isUtf8(sample)) return 'utf-8'
  const scores = (['big5', 'gb18030', 'shift_jis', 'windows-1252'] as const).map((encoding) => ({
    encoding,
    score: score(encoding, sample),
  }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).encoding
}

/**
 * What the decoder gives for bytes that are no text. The old encodings of Asia have room for signs of one's own, among them
 * those of Hong Kong (HKSCS), which the decoder can't tell: they come as private signs that nobody can read.
 */
export const undecodableIn = (encoding: TextEncoding): RegExp =>
  encoding === 'big5' || encoding === 'gb18030' || encoding === 'shift_jis' ? /[\ufffd\0\ue000-\uf8ff]/ : /[\ufffd\0]/

/** True for bytes that are text in every supported encoding, so that they tell nothing. */
export const isPlainAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80 && byte !== 0)

/** UTF-16 without a mark: its commas, digits and line ends have a zero byte on one side only. */
function wideEncoding(sample: Uint8Array): TextEncoding | null {
  let even = 0
  let odd = 0
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  // A NUL or two in a short list of plain text is damage.
  const enough = Math.max(3, sample.length / 50)
  if (odd > enough && even < odd / 20) return 'utf-16le'
  return even > enough && odd < even / 20 ? 'utf-16be' : null
}

function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    // Not UTF-8 is an answer, not a failure.
    return false
  }
}

function score(encoding: Legacy, sample: Uint8Array): number {
  const text = new TextDecoder(encoding).decode(sample, { stream: true })
  const weigh = encoding === 'windows-1252' ? weighLatin : weighAsian(encoding)
  let total = 0
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character < '\u0080') continue
    count += 1
    total += weigh(character, text, index)
  }
  return count === 0 ? 0 : total / count
}

function weighAsian(encoding: Exclude<Legacy, 'windows-1252'>): (character: string) => number {
  const common = new Set<string>(COMMON[encoding])
  const everyday = everydayCharacters(encoding)
  return (character) => {
    if (/[\ufffd\ue000-\uf8ff\u0080-\u009f]/.test(character)) return -8
    if (common.has(character)) return 4
    if (/[\u3040-\u30ff]/.test(character)) return encoding === 'shift_jis' ? 1.5 : -0.5
    if (/[\u3000-\u303f\uff01-\uff5e]/.test(character)) return 0.5
    return everyday.has(character) ? 1 : -1.5
  }
}

function weighLatin(character: string, text: string, index: number): number {
  if (/[\u0080-\u009f\ufffd]/.test(character)) return -8
  const besideLetter = /[A-Za-z]/.test(text[index - 1] ?? '') || /[A-Za-z]/.test(text[index + 1] ?? '')
  return /\p{L}/u.test(character) && besideLetter ? 2 : -1
}

/** The first level of each standard holds its everyday characters; taken from the decoder itself. */
function everydayCharacters(encoding: Exclude<Legacy, 'windows-1252'>): ReadonlySet<string> {
  const ranges = { big5: [0xa4, 0xc6, 0x40], gb18030: [0xb0, 0xd7, 0xa1], shift_jis: [0x88, 0x97, 0x40] } as const
  const [from, to, trail] = ranges[encoding]
  const bytes: number[] = []
  for (let lead = from; lead <= to; lead += 1) for (let low: number = trail; low <= 0xfe; low += 1) if (low !== 0x7f) bytes.push(lead, low)
  return new Set(new TextDecoder(encoding).decode(Uint8Array.from(bytes)))
}
