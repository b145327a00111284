/** Languages that shops ask for most, first; Meta knows more, and every one of them can be found by its name. */
export const templateLanguages = (
  'zh_TW zh_CN zh_HK en en_US en_GB pt_BR es es_MX es_ES id hi ja ko ms th vi ar fr de it nl ru tr uk pl fil bn ta te ur ' +
  'af sq az bg ca hr cs da et fi ka el gu ha he hu ga kn kk rw_RW ky_KG lo lv lt mk ml mr nb fa pa ro sr sk sl es_AR sw sv uz zu'
).split(' ')

/** The language of templates that goes with a language of the screens. */
export const templateLanguageOf = (locale: string): string => locale.replace('-', '_')
