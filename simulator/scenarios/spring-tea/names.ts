/** Family names of invented customers from Taiwan. */
export const familyNames: readonly string[] =
  '陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝 郭 洪 曾 邱 廖 賴 徐 周 葉 蘇 莊 呂 江 何 蕭 羅 高 簡 潘 游 彭 詹 歐陽'.split(' ')

const womensNames = '雅婷 怡君 淑芬 美惠 佳穎 思妤 詩涵 宜蓁 秀英 麗華 心怡 靜宜 惠雯 曉晴 玉珍 品妍 若琳 芷瑄 玟君 采潔'
const mensNames = '志明 俊傑 建宏 家豪 冠宇 宗翰 柏翰 承恩 文雄 國華 明哲 信宏 彥廷 聖凱 子軒 振宇 榮華 啟文 正雄 哲瑋'

/** Given names with the address that fits them. */
export const givenNames: readonly (readonly [name: string, title: '小姐' | '先生'])[] = [
  ...womensNames.split(' ').map((name) => [name, '小姐'] as const),
  ...mensNames.split(' ').map((name) => [name, '先生'] as const),
]

const malaysians =
  'Nur Aisyah, Tan Wei Ling, Lim Jia Hui, Siti Khadijah, Ahmad Faiz, Wong Kah Mun, Farah Nadia, Lee Chee Keong, ' +
  'Nurul Huda, Goh Mei Yee, Azlan Hakim, Chong Siew Fong, Aina Sofea, Ravi Kumar, Ng Pei Shan, Haziq Danial, ' +
  'Teo Boon Hock, Mariam Yusof, Low Xin Yi, Kavitha Nair'
const indonesians =
  'Murni Hartati, Dewi Lestari, Budi Santoso, Sri Wahyuni, Agus Pratama, Rini Kusuma, Putri Anggraini, ' +
  'Joko Susilo, Fitri Handayani, Bayu Saputra, Maya Sari, Hendra Wijaya'
const brazilians =
  'Ana Souza, Rafael Lima, Beatriz Carvalho, João Pedro Alves, Camila Rocha, Larissa Nunes, Marcos Teixeira, ' +
  'Juliana Moraes, Thiago Barros, Renata Dias'
const americans = 'Emily Parker, David Chen, Grace Lin, Michael Torres'

/** Customers abroad, by country. */
export const namesAbroad: Readonly<Record<'malaysia' | 'indonesia' | 'brazil' | 'unitedStates', readonly string[]>> = {
  malaysia: malaysians.split(', '),
  indonesia: indonesians.split(', '),
  brazil: brazilians.split(', '),
  unitedStates: americans.split(', '),
}

/** What the shop noted about some people. */
export const notes = ['喜歡輕焙火', '不喝紅茶', '常買禮盒', '只收週末訊息', '公司團購', '要開統編', '對花香過敏', '喜歡試新茶'] as const
