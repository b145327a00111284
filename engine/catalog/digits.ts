/** Digits of any writing (Arabic, Persian, Devanagari, full width ...) as 0 to 9; everything else stays. */
export const plainDigits = (text: string): string =>
  text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => (digit <= '9' ? digit : String(valueOf(digit))))

/** Digits of a writing stand in a row of ten that begins with its zero. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}
