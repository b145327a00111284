/** What a column of a table of products can hold, in the words of Meta's feed. */
export type ColumnField =
  | 'retailerId'
  | 'name'
  | 'description'
  | 'price'
  | 'salePrice'
  | 'currency'
  | 'availability'
  | 'inventory'
  | 'imageUrl'
  | 'url'
  | 'brand'
  | 'condition'
  | 'isPublished'

/** Headers as Meta's feed, spreadsheets and shops write them; compared without case, spaces and marks. */
const NAMES: Readonly<Record<ColumnField, string>> = {
  retailerId:
    'id retailerid contentid sku code itemcode articlenumber productcode productid 編號 编号 商品編號 商品编号 產品編號 产品编号 貨號 货号 料號 代碼 代码',
  name: 'title name productname itemname product item 名稱 名称 品名 商品 商品名稱 商品名称 產品名稱 产品名称 標題 标题',
  description: 'description details about text 說明 说明 描述 商品說明 商品描述 商品描述 介紹 介绍 內容',
  price: 'price unitprice regularprice amount 價格 价格 售價 售价 單價 单价 定價 定价 原價 原价 金額',
  salePrice: 'saleprice specialprice offerprice discountprice 特價 特价 優惠價 优惠价 促銷價 促销价',
  currency: 'currency currencycode 幣別 币别 貨幣 货币 币种',
  availability: 'availability stockstatus status 狀態 状态 供應 庫存狀態 库存状态 有貨 有货',
  inventory: 'inventory quantity stock qty quantitytosellonfacebook 庫存 库存 數量 数量 存貨 存货 庫存量 库存量',
  imageUrl: 'imagelink imageurl image picture photo picturelink pictureurl 圖片 图片 照片 圖片網址 图片网址 圖片連結 图片链接 主圖 主图',
  url: 'link url website page producturl productlink 連結 链接 網址 网址 商品網址 商品网址 商品連結 商品链接',
  brand: 'brand maker manufacturer 品牌 牌子 廠牌 厂牌',
  condition: 'condition 商品狀況 商品状况 新舊 新旧 狀況 状况',
  isPublished: 'visibility published 上架 顯示 显示 公開 公开',
}

const FIELDS = new Map(
  Object.entries(NAMES).flatMap(([field, names]) => names.split(' ').map((name) => [name, field as ColumnField] as const)),
)

const bare = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:/()[\]*#]/g, '')

/** Which field each column holds; a field is taken by the first column that names it. */
export function readColumns(headers: readonly string[]): { readonly header: string; readonly field: ColumnField | null }[] {
  const taken = new Set<ColumnField>()
  return headers.map((header) => {
    const field = FIELDS.get(bare(header)) ?? null
    if (field === null || taken.has(field)) return { header, field: null }
    taken.add(field)
    return { header, field }
  })
}
