import { formatDate, type Words } from '../../../i18n/index.ts'
import type { Notice } from '../types.ts'

/** What a notice says in one line, with its day where it has one. */
export function noticeWords({ code, due, params }: Notice, words: Words): string {
  return words.t(`connection.notice.${code}`, {
    ...params,
    hasDay: due === null ? 'no' : 'yes',
    day: due === null ? '' : formatDate(due, 'date', words),
  })
}
