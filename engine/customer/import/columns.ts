import type { ColumnMatch } from '#contract/ipc/customer-import.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CustomerFieldId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { matchColumns } from '../../table-file/index.ts'
import { normaliseNumber } from '../phone-number.ts'
import { foldForSearch } from '../../text-search/index.ts'
import { readAnswer } from './read-answer.ts'

export type Columns = z.infer<typeof ColumnMatch>
export type Field = Exclude<keyof Columns, 'fields'>
/** A fact of the shop's own that a column may hold. */
export type OwnField = { readonly fieldId: string; readonly label: string }
/** Where each fact stands; `own` by the number of the fact among those given. */
export type Places = Partial<Record<Field, number>> & {
  readonly phone: number
  readonly own: readonly { readonly fieldId: string; readonly place: number }[]
}

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
  agreed: parted(
    'whatsapp opt in|whatsapp optin|whatsapp consent|opt in|opted in|optin|consent|consented|consent given|agreed|agrees|agree|' +
      'agreed to offers|accepts offers|accepts marketing|marketing consent|marketing opt in|subscribed|subscription|是否同意|同意接收|' +
      '同意行銷|行銷同意|同意营销|同意促銷|願意接收|接受優惠|是否訂閱|訂閱|同意|配信同意|配信希望|consentimento|aceita ofertas|' +
      'aceita receber|aceita|autoriza|consentimiento|acepta ofertas|acepta recibir|acepta|persetujuan|setuju|동의 여부|수신 동의|동의',
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

const { agreed: ANSWERED, ...BY_NAME } = Object.fromEntries(
  Object.entries(NAMES).map(([field, names]) => [field, names.map(foldHeader)]),
) as Record<Field, string[]>

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
  { defaultCountry, own = [] }: { readonly defaultCountry: string; readonly own?: readonly OwnField[] },
): Partial<Columns> {
  const folded = headers.map(foldHeader)
  const taken = new Set<number>()
  const fields = own.flatMap(({ fieldId, label }) => {
    // The shop's own word for a thing goes before what the word usually means.
    const place = folded.findIndex((header, at) => header !== '' && !taken.has(at) && header === foldHeader(label))
    if (place === -1) return []
    taken.add(place)
    return [{ fieldId: fieldId as CustomerFieldId, column: headers[place] ?? '' }]
  })
  const open = folded.map((header, place) => (taken.has(place) ? '' : header))
  const answers = guessAnswers(open, samples)
  const places: Partial<Record<Field, number>> = {
    ...matchColumns(
      open.map((header, place) => (place === answers.agreed ? '' : header)),
      BY_NAME,
    ),
    ...answers,
  }
  const guess: Partial<Record<Field, string>> = {}
  for (const field of FIELDS) {
    const place = places[field]
    if (place !== undefined) guess[field] = headers[place] ?? ''
  }
  if (guess.phone === undefined) {
    for (const place of Object.values(places)) taken.add(place)
    const index = headers.findIndex((_, place) => !taken.has(place) && holdsNumbers(samples, place, defaultCountry))
    if (index !== -1) guess.phone = headers[index] ?? ''
  }
  return fields.length === 0 ? guess : { ...guess, fields }
}

/**
 * Finds the places of the chosen columns. `file-column-missing` names the field and the column that is not there; an
 * empty column name says that none could be guessed.
 */
export function placeColumns(headers: readonly string[], columns: Partial<Columns>): Result<Places> {
  const places: Partial<Record<Field, number>> = {}
  for (const field of FIELDS) {
    const wanted = columns[field]
    if (wanted === undefined) continue
    const place = placeOf(headers, wanted)
    if (place === -1) return fail('file-column-missing', { field, column: wanted.slice(0, 100) })
    places[field] = place
  }
  const own = (columns.fields ?? []).map(({ fieldId, column }) => ({ fieldId, column, place: placeOf(headers, column) }))
  const missing = own.find(({ place }) => place === -1)
  if (missing !== undefined) return fail('file-column-missing', { field: 'fields', column: missing.column.slice(0, 100) })
  if (places.phone === undefined) return fail('file-column-missing', { field: 'phone', column: '' })
  return ok({ ...places, phone: places.phone, own: own.map(({ fieldId, place }) => ({ fieldId, place })) })
}

/** By its header as it stands, else as headers are compared; -1 where there is none. */
function placeOf(headers: readonly string[], wanted: string): number {
  const exact = headers.indexOf(wanted)
  const folded = foldHeader(wanted)
  return exact !== -1 || folded === '' ? exact : headers.findIndex((header) => foldHeader(header) === folded)
}

/** Whoever agreed to mail or text messages has not agreed to these; folded as headers are. */
const OTHER_WAYS = /\b(?:e ?mail|sms|newsletter)\b|邮件|电邮|简讯|短信|メール/u

/** Before the others, because "WhatsApp opt-in" sounds like a number too: what stands below it tells. */
const guessAnswers = (folded: readonly string[], samples: readonly (readonly string[])[]): { readonly agreed?: number } =>
  matchColumns(
    folded.map((header, place) => (OTHER_WAYS.test(header) || !holdsAnswers(samples, place) ? '' : header)),
    { agreed: ANSWERED },
  )

/** More than half of what stands there says yes or no. */
function holdsAnswers(samples: readonly (readonly string[])[], place: number): boolean {
  const filled = samples.map((cells) => cells[place]?.trim() ?? '').filter((cell) => cell !== '')
  return filled.length > 0 && filled.filter((cell) => readAnswer(cell) !== 'unclear').length * 2 > filled.length
}

function holdsNumbers(samples: readonly (readonly string[])[], place: number, defaultCountry: string): boolean {
  const filled = samples.map((cells) => cells[place]?.trim() ?? '').filter((cell) => cell !== '')
  return filled.length > 0 && filled.filter((cell) => looksLikeNumber(cell, defaultCountry)).length * 2 > filled.length
}

const looksLikeNumber = (cell: string, defaultCountry: string): boolean => cell.length < 40 && normaliseNumber(cell, defaultCountry).ok
