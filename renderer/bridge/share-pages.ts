import { replaceEqualDeep, type InfiniteData } from '@tanstack/react-query'

/**
 * Keeps what did not change the same object, page by page. The library's own way compares by place: once the first page goes as
 * another comes, every row would meet a stranger and be drawn anew.
 */
export function sharePages<T>(before: InfiniteData<T> | undefined, after: InfiniteData<T>): InfiniteData<T> {
  if (before === undefined) return after
  const [had, has] = [new Set(before.pages), new Set(after.pages)]
  const pages = after.pages.map((page, place) => {
    const old = before.pages[place]
    // A page that stays elsewhere is no older reading of this one.
    return had.has(page) || old === undefined || has.has(old) ? page : replaceEqualDeep(old, page)
  })
  const isSame = pages.length === before.pages.length && pages.every((page, place) => page === before.pages[place])
  return isSame ? before : { pages, pageParams: after.pageParams }
}
