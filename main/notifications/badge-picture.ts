/** A picture as rows of pixels of four bytes: blue, green, red, opacity. */
export type Picture = { readonly size: number; readonly pixels: Uint8Array }

const SIZE = 32
const MOST = 9
const FILL = [0x1b, 0x27, 0xc0, 0xff] as const
const INK = [0xff, 0xff, 0xff, 0xff] as const

/** Letters of three by five points, a row after the other. */
const letters: Readonly<Record<string, string>> = {
  '1': '.#.##..#..#.###',
  '2': '##...#.#.#..###',
  '3': '##...#.#...###.',
  '4': '#.##.####..#..#',
  '5': '####..##...###.',
  '6': '.###..####.####',
  '7': '###..#.#..#..#.',
  '8': '####.#####.####',
  '9': '####.####..###.',
  '+': '....#.###.#....',
}

/** What the badge says: the number, or 9+ above nine. */
export const badgeWords = (count: number): string => (count > MOST ? `${MOST}+` : String(count))

/** Draws a round badge with a number for Windows, which takes a picture there and no number. */
export function drawBadge(count: number): Picture {
  const pixels = new Uint8Array(SIZE * SIZE * 4)
  const put = (x: number, y: number, colour: readonly number[]): void => pixels.set(colour, (y * SIZE + x) * 4)
  const middle = (SIZE - 1) / 2
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) if (Math.hypot(x - middle, y - middle) <= SIZE / 2) put(x, y, FILL)
  }
  const words = [...badgeWords(count)]
  const scale = words.length === 1 ? 4 : 3
  const left = Math.round((SIZE - (words.length * 4 - 1) * scale) / 2)
  const top = Math.round((SIZE - 5 * scale) / 2)
  for (const [place, letter] of words.entries()) {
    for (const [index, point] of [...(letters[letter] ?? '')].entries()) {
      if (point !== '#') continue
      const [column, row] = [place * 4 + (index % 3), Math.floor(index / 3)]
      for (let step = 0; step < scale * scale; step += 1)
        put(left + column * scale + (step % scale), top + row * scale + Math.floor(step / scale), INK)
    }
  }
  return { size: SIZE, pixels }
}
