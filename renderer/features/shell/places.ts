/** A country with the currency and the clock that most shops there use; both can be changed. */
export type Place = { readonly country: string; readonly currency: string; readonly timeZone: string }

const rows = `TW TWD Asia/Taipei;HK HKD Asia/Hong_Kong;MO MOP Asia/Macau;CN CNY Asia/Shanghai;SG SGD Asia/Singapore;MY MYR Asia/Kuala_Lumpur;ID IDR Asia/Jakarta;TH THB Asia/Bangkok;VN VND Asia/Ho_Chi_Minh;PH PHP Asia/Manila;JP JPY Asia/Tokyo;KR KRW Asia/Seoul;IN INR Asia/Kolkata;PK PKR Asia/Karachi;BD BDT Asia/Dhaka;LK LKR Asia/Colombo;NP NPR Asia/Kathmandu;AE AED Asia/Dubai;SA SAR Asia/Riyadh;QA QAR Asia/Qatar;KW KWD Asia/Kuwait;BH BHD Asia/Bahrain;OM OMR Asia/Muscat;JO JOD Asia/Amman;LB LBP Asia/Beirut;IL ILS Asia/Jerusalem;TR TRY Europe/Istanbul;EG EGP Africa/Cairo;MA MAD Africa/Casablanca;DZ DZD Africa/Algiers;TN TND Africa/Tunis;NG NGN Africa/Lagos;GH GHS Africa/Accra;KE KES Africa/Nairobi;ZA ZAR Africa/Johannesburg;BR BRL America/Sao_Paulo;MX MXN America/Mexico_City;AR ARS America/Argentina/Buenos_Aires;CL CLP America/Santiago;CO COP America/Bogota;PE PEN America/Lima;EC USD America/Guayaquil;UY UYU America/Montevideo;PY PYG America/Asuncion;BO BOB America/La_Paz;CR CRC America/Costa_Rica;GT GTQ America/Guatemala;PA USD America/Panama;DO DOP America/Santo_Domingo;US USD America/New_York;CA CAD America/Toronto;GB GBP Europe/London;IE EUR Europe/Dublin;DE EUR Europe/Berlin;FR EUR Europe/Paris;ES EUR Europe/Madrid;PT EUR Europe/Lisbon;IT EUR Europe/Rome;NL EUR Europe/Amsterdam;BE EUR Europe/Brussels;AT EUR Europe/Vienna;CH CHF Europe/Zurich;PL PLN Europe/Warsaw;CZ CZK Europe/Prague;SE SEK Europe/Stockholm;NO NOK Europe/Oslo;DK DKK Europe/Copenhagen;FI EUR Europe/Helsinki;GR EUR Europe/Athens;RO RON Europe/Bucharest;HU HUF Europe/Budapest;UA UAH Europe/Kyiv;AU AUD Australia/Sydney;NZ NZD Pacific/Auckland`

/** Countries to choose from when a shop is made. */
export const places: readonly Place[] = rows.split(';').map((row) => {
  const [country = '', currency = '', timeZone = ''] = row.split(' ')
  return { country, currency, timeZone }
})

/** The place that a computer's time zone points to; Taiwan where it points nowhere that is listed. */
export function guessPlace(timeZone: string): Place {
  const first = places[0]
  return places.find((place) => place.timeZone === timeZone) ?? first ?? { country: 'TW', currency: 'TWD', timeZone: 'Asia/Taipei' }
}
