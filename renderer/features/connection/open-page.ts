import { call } from '../../bridge/index.ts'
import { metaPages, type MetaPage } from './meta-pages.ts'

/** Opens a page of Meta's in the browser. */
export const openMetaPage = (page: MetaPage): void => {
  void call('shell.openLink', { url: metaPages[page] })
}
