import { foldHeader } from '../../customer/index.ts'
import { matchColumns } from '../../table-file/index.ts'

/** What a column of past orders can hold. */
export type Field = 'phone' | 'day' | 'total' | 'number' | 'products' | 'currency'

/** Where each of them stands. */
export type Places = Partial<Record<Field, number>> & { readonly phone: number; readonly day: number; readonly total: number }

const parted = (names: string): string[] => names.split('|').map(foldHeader)

/** What tills, shop systems and people call the columns; more telling names first. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  phone: parted(
    'whatsapp number|whatsapp|customer phone|buyer phone|mobile number|mobile phone|mobile|phone number|phone|cell phone|telephone|tel|' +
      '手機號碼|手機|行動電話|電話號碼|聯絡電話|客戶電話|買家電話|電話|手机号码|手机号|携帯電話|電話番号|celular|telefone|telefono|movil|' +
      'nomor whatsapp|no wa|nomor hp|no hp|telepon',
  ),
  day: parted(
    'order date|ordered at|order time|paid at|purchase date|sale date|transaction date|created at|date|day|訂單日期|訂購日期|下單時間|下單日期|' +
      '成立時間|購買日期|交易日期|消費日期|結帳時間|日期|時間|注文日|data do pedido|data da compra|data|fecha del pedido|fecha|tanggal pesanan|tanggal',
  ),
  total: parted(
    'grand total|order total|total amount|total price|total|amount paid|amount|sum|訂單金額|訂單總額|總金額|總計|合計|消費金額|實付金額|金額|' +
      '总金额|总计|实付|合計金額|valor total|valor|importe total|importe|monto|total belanja|jumlah',
  ),
  number: parted(
    'order number|order no|order id|order|invoice number|invoice no|invoice|receipt number|receipt no|訂單編號|訂單號碼|訂單號|單號|' +
      '發票號碼|交易序號|订单编号|订单号|注文番号|numero do pedido|pedido|numero de pedido|nomor pesanan|no pesanan',
  ),
  products: parted(
    'product codes|products|product|items|item|sku|skus|品項|商品編號|商品明細|商品|購買商品|品名|商品名|produtos|itens|productos|articulos|produk',
  ),
  currency: parted('currency|currency code|幣別|貨幣|币种|moeda|moneda|mata uang'),
}

/** Finds the columns by their headers; undefined where number of the customer, day or total has none. */
export function findPlaces(headers: readonly string[]): Places | undefined {
  const { phone, day, total, ...rest } = matchColumns(headers.map(foldHeader), NAMES)
  return phone === undefined || day === undefined || total === undefined ? undefined : { ...rest, phone, day, total }
}
