import type { Drawing } from '../../drawing/shapes.ts'
import type { ScenarioProduct } from '../scenario.ts'
import { bag, cake, cup, giftBox, scoop, tin } from './drawings.ts'

type Line = readonly [sku: string, name: string, price: number, description: string, drawing: Drawing, isInStock?: boolean]

const lines: readonly Line[] = [
  ['TEA-001', '凍頂烏龍', 480, '南投鹿谷，中焙火，回甘明顯。一罐 150 克。', tin('3f5a43', 'f3e7c9')],
  ['TEA-002', '阿里山高山茶', 680, '海拔 1,400 公尺春茶，清香帶花香。一罐 150 克。', tin('2f6b6b', 'f4efe0')],
  ['TEA-003', '東方美人', 880, '小綠葉蟬吃過的葉，蜜香與熟果香。一罐 75 克。', tin('8c4a2f', 'f7e3c8')],
  ['TEA-004', '文山包種', 420, '條形輕發酵，蘭花香。一袋 150 克。', bag('6d8f57', 'f5f3ea')],
  ['TEA-005', '日月潭紅玉紅茶', 520, '臺茶十八號，肉桂與薄荷香。一罐 100 克。', tin('7a1f26', 'f3dccb')],
  ['TEA-006', '木柵鐵觀音', 560, '重焙火，醇厚帶果酸。一罐 150 克。', tin('3a3330', 'e9d9b8')],
  ['TEA-007', '三峽碧螺春', 460, '早春綠茶，豆香清甜。一袋 100 克。', bag('89a35c', 'fbfaf2')],
  ['TEA-008', '四季春', 280, '日常好茶，梔子花香。一袋 300 克。', bag('b7a55a', '5c5a33')],
  ['TEA-009', '金萱', 380, '淡淡奶香，入口柔順。一袋 150 克。', bag('d3b06b', '6a5526')],
  ['TEA-010', '桂花烏龍', 400, '秋天的桂花與清香烏龍一同窨製。一袋 100 克。', bag('d98f3c', 'fff6e2')],
  ['TEA-011', '茉莉綠茶', 260, '花壇茉莉，窨花三次。一袋 150 克。', bag('a9b8a0', '47604a')],
  ['TEA-012', '老茶頭普洱', 750, '熟成十年，甘甜耐泡。一餅 250 克。', cake('5a3c2a'), false],
  ['TEA-013', '蜜香紅茶', 450, '花蓮瑞穗，天然蜜香。一罐 100 克。', tin('b5652b', 'fdebd0')],
  ['TEA-014', '冷泡茶包', 240, '四季春與茉莉各半，十二入。', bag('7fb0b8', 'f2fafb')],
  ['TEA-015', '春日茶禮盒', 1_280, '凍頂烏龍與紅玉紅茶各一罐，附提袋。', giftBox('b0392f', 'f1c75b')],
  ['TEA-016', '白瓷蓋碗', 650, '容量 120 毫升，薄胎不燙手。', cup('c98a3a', 'fbfbf8')],
  ['TEA-017', '竹編茶則', 320, '孟宗竹，手工削製。', scoop('c7a15a')],
  ['TEA-018', '隨行茶杯', 790, '雙層玻璃，附濾網，350 毫升。', cup('8fa552', '8aa9b5'), false],
]

/** The 18 articles of the shop, priced in TWD; two of them are sold out. */
export const springTeaProducts: readonly ScenarioProduct[] = lines.map(([retailerId, name, price, description, drawing, isInStock]) => ({
  retailerId,
  name,
  description,
  price,
  displayPrice: `NT$${price.toLocaleString('en-US')}`,
  isInStock: isInStock ?? true,
  drawing,
}))
