import type { ColumnMatch } from '#contract/ipc/customer.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { matchColumns } from '../../table-file/index.ts'
import { normaliseNumber } from '../phone-number.ts'
import { foldForSearch } from '../../text-search/index.ts'

export type Columns = z.infer<typeof ColumnMatch>
export type Field = keyof Columns

const parted = (names: string): readonly string[] => names.split('|')

/** What people call the columns, in English, Chinese (either writing finds both), Portuguese, Spanish, Indonesian and a little Japanese; more telling names first. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  phone: parted(
    'whatsapp number|whatsapp|mobile number|mobile phone|mobile|phone number|phone|cell phone|cellphone|cell|' +
      'telephone|tel|contact number|phone 1 value|手機號碼|手機|行動電話|電話號碼|聯絡電話|電話|手机号码|手机号|' +
      '联系电话|移动电话|號碼|携帯番号|携帯電話|携帯|電話番号|celular|telefone|numero de telefone|numero de celular|' +
      'telefono|telefono movil|movil|numero de telefono|nomor whatsapp|nomor wa|no wa|nomor hp|no hp|nomor telepon|' +
      'no telepon|telepon|handphone|number|numero|nomor',
  ),
  name: parted(
    'full name|customer name|display name|name|姓名|顧客姓名|客戶姓名|會員姓名|聯絡人|客户名称|氏名|お名前|名前|名字|' +
      '名稱|顧客|客戶|nome completo|nome|nombre completo|nombre|nama lengkap|nama|customer|cliente|pelanggan|' +
      'first name',
  ),
  addressAs: parted(
    'address as|how to address|nickname|nick name|salutation|稱呼|暱稱|小名|尊稱|apelido|tratamento|como chamar|' +
      'apodo|trato|como llamar|panggilan|sapaan',
  ),
  language: parted('language|preferred language|lang|locale|語言|語系|idioma|lingua|bahasa'),
  tags: parted(
    'tags|tag|labels|label|groups|group|segment|標籤|タグ|分類|群組|分組|etiquetas|etiqueta|grupo|grupos|kategori|' + 'grup|marcadores',
  ),
  note: parted(
    'notes|note|remarks|remark|comments|comment|memo|備註|備考|メモ|附註|註記|說明|observacoes|observacao|obs|notas|' +
      'nota|comentarios|comentario|catatan|keterangan',
  ),
  consentAt: parted(
    'consent date|consented at|consent at|agreed on|agreed at|date of consent|opt in date|opt in at|optin date|' +
      'subscribed at|subscribed on|同意日期|同意時間|訂閱日期|data de consentimento|data do consentimento|' +
      'fecha de consentimiento|fecha del consentimiento|tanggal persetujuan',
  ),
  birthday: parted(
    'birthday|birth day|date of birth|birth date|birthdate|dob|born|生日|出生日期|出生年月日|誕生日|生年月日|aniversario|' +
      'data de nascimento|nascimento|cumpleanos|fecha de nacimiento|tanggal lahir|ulang tahun',
  ),
  serviceDue: parted(
    'service due|service due on|next service|next visit|next appointment|due date|due on|下次保養|保養日|下次服務|下次回診|到期日|' +
      '回訪日|次回予約|proxima revisao|proximo servico|proxima visita|proxima revision|proximo servicio|servis berikutnya|kunjungan berikutnya',
  ),
}

const FIELDS = Object.keys(NAMES) as Field[]

/** Folds width, accents, case, writing and signs of a header, so that "Phone_Number" is "phone number". */
export const foldHeader = (header: string): string =>
  foldForSearch(header)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const FOLDED = Object.fromEntries(Object.entries(NAMES).map(([field, names]) => [field, names.map(foldHeader)])) as Record<Field, string[]>

/** A first row with a number in it is a person already, not a header. */
export const isHeader = (cells: readonly string[], defaultCountry: string): boolean =>
  !cells.some((cell) => looksLikeNumber(cell, defaultCountry))

/**
 * Guesses which column is what from the headers; the number also from what stands below, when no header names it.
 * A column serves one field only.
 */
export function guessColumns(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  defaultCountry: string,
): Partial<Columns> {
  const places = matchColumns(headers.map(foldHeader), FOLDED)
  const guess: Partial<Record<Field, string>> = {}
  for (const field of FIELDS) {
    const place = places[field]
    if (place !== undefined) guess[field] = headers[place] ?? ''
  }
  if (guess.phone === undefined) {
    const taken = Object.values(places)
    const index = headers.findIndex((_, place) => !taken.includes(place) && holdsNumbers(samples, place, defaultCountry))
    if (index !== -1) guess.phone = headers[index] ?? ''
  }
  return guess
}

/**
 * Finds the places of the chosen columns. `file-column-missing` names the field and the column that is not there; an
 * empty column name says that none could be guessed.
 */
export function placeColumns(
  headers: readonly string[],
  columns: Partial<Columns>,
): Result<Partial<Record<Field, number>> & { readonly phone: number }> {
  const places: Partial<Record<Field, number>> = {}
  for (const field of FIELDS) {
    const wanted = columns[field]
    if (wanted === undefined) continue
    const exact = headers.indexOf(wanted)
    const place =
      exact === -1 ? headers.findIndex((header) => foldHeader(header) === foldHeader(wanted) && foldHeader(wanted) !== '') : exact
    if (place === -1) return fail('file-column-missing', { field, column: wanted.slice(0, 100) })
    places[field] = place
  }
  return places.phone === undefined ? fail('file-column-missing', { field: 'phone', column: '' }) : ok({ ...places, phone: places.phone })
}

function holdsNumbers(samples: readonly (readonly string[])[], place: number, defaultCountry: string): boolean {
  const filled = samples.map((cells) => cells[place]?.trim() ?? '').filter((cell) => cell !== '')
  return filled.length > 0 && filled.filter((cell) => looksLikeNumber(cell, defaultCountry)).length * 2 > filled.length
}

const looksLikeNumber = (cell: string, defaultCountry: string): boolean => cell.length < 40 && normaliseNumber(cell, defaultCountry).ok
