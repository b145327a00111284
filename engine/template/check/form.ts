import { boxOf, refused, spotIn, type DraftText, type Finding } from './finding.ts'

/** Rows and gaps that Meta does not take in a text. @source error-codes 2388072 */
export function checkGaps({ body }: DraftText): Finding[] {
  const box = boxOf('body', body)
  const found: Finding[] = []
  const rows = /\n[ \t]*\n[ \t]*\n\s*/u.exec(body)
  if (rows !== null)
    found.push(refused({ rule: 'body-rows', place: spotIn(box, rows.index, rows.index + rows[0].length), suggestion: '\n\n' }))
  const gap = / {5,}|\t/u.exec(body)
  if (gap !== null) found.push(refused({ rule: 'body-gaps', place: spotIn(box, gap.index, gap.index + gap[0].length), suggestion: ' ' }))
  return found
}
