/** The dark squares of a code as one path; squares side by side in a row become one bar. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  const bars: string[] = []
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      const from = x
      while (row[x] === true) x += 1
      if (x > from) bars.push(`M${from} ${y}h${x - from}v1h${from - x}z`)
    }
  }
  return bars.join('')
}
