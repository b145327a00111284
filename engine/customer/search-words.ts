/**
 * Traditional and simplified writings of characters that are common in names, streets and notes, in pairs. Not every
 * pair of the language: what is missing is found in its own writing only.
 */
const WRITINGS =
  '陳陈張张劉刘楊杨趙赵黃黄吳吴孫孙馬马蘇苏葉叶呂吕鄭郑謝谢羅罗許许鄧邓馮冯韓韩蕭萧蔣蒋賴赖鍾钟鐘钟簡简盧卢顧顾龔龚嚴严陸陆龍龙萬万錢钱湯汤賀贺喬乔齊齐譚谭鄒邹閻阎莊庄連连溫温範范歐欧陽阳華华國国偉伟麗丽靜静強强軍军傑杰慶庆豐丰蘭兰鳳凤蓮莲雲云詩诗夢梦瑩莹穎颖嫻娴嬌娇寶宝貝贝鈴铃銘铭鋒锋鴻鸿鵬鹏鶴鹤魯鲁麥麦齡龄儀仪億亿優优兒儿勝胜勵励務务動动勳勋區区協协單单員员團团園园圓圆場场壽寿學学寧宁實实將将專专島岛嶺岭師师廣广廠厂彥彦後后從从恆恒愛爱應应懷怀戰战揚扬攝摄數数時时曉晓書书會会東东條条業业榮荣樂乐標标樣样機机權权歡欢歲岁歷历氣气決决沖冲淨净淺浅濟济漢汉潔洁澤泽濱滨瀾澜為为煒炜燈灯營营爾尔牆墙獎奖獅狮環环現现瓊琼產产畢毕異异當当瘋疯發发盡尽監监盤盘確确碩硕碼码禮礼禎祯禪禅種种積积穩稳窩窝競竞筆笔節节籃篮純纯紅红紋纹細细紹绍終终組组結结絡络給给統统絲丝經经維维綱纲網网綠绿綺绮線线緣缘練练縣县總总織织繪绘繼继續续罷罢義义習习聖圣聞闻聯联聰聪聲声職职聽听腦脑臉脸臨临舊旧艷艳藝艺蓋盖藍蓝薩萨藥药蘆芦處处號号蟲虫術术衛卫裝装裡里補补製制見见規规視视親亲覺觉觀观計计訂订記记訊讯設设訪访評评話话該该詳详認认語语說说請请諾诺論论證证識识議议譽誉讀读變变讓让貓猫貞贞財财貨货買买費费貼贴資资賓宾賢贤賣卖質质購购贊赞車车軒轩輝辉輪轮輸输辦办農农這这進进運运過过達达遠远適适選选遲迟還还邊边郵邮鄉乡醫医釋释鋼钢錄录錦锦鎮镇鏡镜鐵铁長长門门開开閒闲間间關关隊队際际隨随險险雙双難难電电霧雾靈灵韻韵響响頁页頂顶項项順顺預预領领頭头題题顏颜願愿類类風风飛飞飯饭飲饮館馆騎骑驗验驚惊體体髮发魚鱼鮮鲜鳥鸟鷹鹰點点備备籤签稱称暱昵註注報报閱阅鑰钥價价漲涨約约絕绝臺台灣湾滿满賬账帳账託托遞递貸贷闆板鬆松麵面餅饼鍋锅雞鸡鴨鸭豬猪滷卤綫线薑姜燒烧煙烟爐炉療疗癒愈護护髒脏鬍胡鬧闹鹽盐糧粮緊紧縮缩頓顿飾饰餘余駕驾駐驻騰腾駱骆鄔邬鄺邝閔闵聶聂藺蔺衞卫譯译豈岂贏赢趕赶跡迹踐践辭辞鍵键鐲镯闊阔隱隐雜杂霽霁韋韦韌韧頌颂頗颇顯显鬥斗'

const writing: ReadonlyMap<string, string> = new Map(
  Array.from({ length: WRITINGS.length / 2 }, (_, index) => [WRITINGS[2 * index] ?? '', WRITINGS[2 * index + 1] ?? '']),
)

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const TERMS = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const isCjk = (term: string) => new RegExp(`^[${CJK}]$`, 'u').test(term)

/** Folds width, case, accents and the two writings of Chinese, for search only. */
export function foldForSearch(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
  return folded.replace(/\p{Script=Han}/gu, (character) => writing.get(character) ?? character)
}

/** What the search index keeps of one customer; every part is as it stands in the customer's row. */
export type Searchable = {
  readonly name: string
  readonly addressAs: string
  readonly note: string
  readonly username: string | null
  readonly phone: string | null
  readonly tags: readonly string[]
}

/**
 * The terms of one customer, parted by spaces: each Chinese, Japanese or Korean character by itself, other words whole,
 * the number in overlapping threes (so that any part of it is found), the @name as one word.
 */
export function searchWords(customer: Searchable): string {
  const terms = [customer.name, customer.addressAs, ...customer.tags, customer.note].flatMap(
    (text) => foldForSearch(text).match(TERMS) ?? [],
  )
  if (customer.username !== null) terms.push(usernameTerm(customer.username))
  if (customer.phone !== null) terms.push(...threes(customer.phone.replace(/\D/g, '')))
  return terms.join(' ')
}

/**
 * Turns what somebody typed into an FTS5 query: every part must be found, words and @names by their beginning, digits
 * and Chinese characters anywhere. Null when there is nothing to look for.
 */
export function searchQuery(search: string): string | null {
  // "+886 912 345 678" is one number, not four words.
  const joined = search.normalize('NFKC').replace(/(?<=\d)[\s().-]+(?=\d)/g, '')
  const parts = joined
    .split(/\s+/)
    .flatMap((word) => (word.startsWith('@') ? [usernamePart(word)] : wordParts(word)))
    .filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(' AND ')
}

const usernameTerm = (username: string) => `atname${foldForSearch(username).replace(/[^\p{L}\p{N}]/gu, '')}`

function usernamePart(word: string): string {
  const term = usernameTerm(word)
  return `"${term}"*`
}

/** Neighbouring characters of Chinese form a phrase; a word beside them is a part of its own. */
function wordParts(word: string): string[] {
  const parts: string[] = []
  let phrase: string[] = []
  const close = () => {
    if (phrase.length > 0) parts.push(`"${phrase.join(' ')}"`)
    phrase = []
  }
  for (const term of foldForSearch(word).match(TERMS) ?? []) {
    if (isCjk(term)) phrase.push(term)
    else {
      close()
      parts.push(/^\d+$/.test(term) ? digitsPart(term) : `"${term}"*`)
    }
  }
  close()
  return parts
}

function digitsPart(digits: string): string {
  const withoutZeros = digits.replace(/^0+/, '')
  const spellings = [digits, ...(withoutZeros === '' || withoutZeros === digits ? [] : [withoutZeros])]
  const anywhere = spellings.map((spelling) =>
    spelling.length < 3
      ? `"${spelling}"*`
      : `"${threes(spelling)
          .slice(0, spelling.length - 2)
          .join(' ')}"`,
  )
  return `(${[...new Set([...anywhere, `"${digits}"*`])].join(' OR ')})`
}

/** Overlapping threes; at the end also the last two and the last one, so that short searches find them too. */
function threes(digits: string): string[] {
  return Array.from(digits, (_, index) => digits.slice(index, index + 3))
}
