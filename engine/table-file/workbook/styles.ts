import { isDayForm } from './day-format.ts'
import { readXml } from './xml.ts'

/** Whether a style, by its place among those of the cells, shows numbers as days or times. */
export type DayStyles = (style: number) => boolean

/** No workbook has styles in which days would be shown as days. */
export const NO_DAY_STYLES: DayStyles = () => false

/** Reads which styles are those of days. @param bytes of xl/styles.xml */
export function readStyles(bytes: Uint8Array): DayStyles {
  const codes = new Map<number, string>()
  const base: number[] = []
  const forms: number[] = []
  let among: number[] | null = null
  readXml(bytes, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      else if (name === 'cellStyleXfs') among = base
      else if (name === 'cellXfs') among = forms
      else if (name === 'xf') among?.push(Number(attribute('numFmtId') ?? base[Number(attribute('xfId'))] ?? 0))
    },
    close(name) {
      if (name === 'cellStyleXfs' || name === 'cellXfs') among = null
    },
  })
  const areDays = forms.map((id) => isDayForm(id, codes.get(id)))
  return (style) => areDays[style] ?? false
}
