/** A fault of one request: whether the message counts as accepted (stands in the ledger), and what the caller meets. */
export type RequestFaultFacts = { readonly accepts: boolean; readonly does: string }

/**
 * Every fault that can be switched on for requests. A share (0.1) hits that part of the requests, a count (3x) the next three.
 * The order is the order of the draw; faults that need a reused socket come last so that they do not shift the others.
 */
export const requestFaults = {
  dropBeforeAccept: { accepts: false, does: 'resets the connection (RST); nothing is accepted' },
  dropAfterAccept: { accepts: true, does: 'accepts, then resets the connection (RST) without an answer' },
  tooManyRequests: { accepts: false, does: 'HTTP 429 with code 4, subcode 2446079' },
  throughputReached: { accepts: false, does: 'HTTP 400 with code 130429' },
  heldBack: { accepts: false, does: 'HTTP 400 with code 131049 (Meta holds offers back from this person)' },
  pairRateReached: { accepts: false, does: 'HTTP 400 with code 131056 (too much to this person in a short time)' },
  offersStopped: { accepts: false, does: 'HTTP 400 with code 131050 (this person stopped offers)' },
  heldBackLater: { accepts: true, does: 'accepts, then a failed status with code 131049' },
  notOnWhatsapp: { accepts: false, does: 'HTTP 400 with code 131026 (message cannot be delivered)' },
  notOnWhatsappLater: { accepts: true, does: 'accepts, then a failed status with code 131026' },
  inExperiment: { accepts: true, does: 'accepts, then a failed status with code 130472 (Meta tries out who gets no offers)' },
  mediaNotFetched: { accepts: true, does: 'accepts, then a failed status with code 131053 (file or link could not be taken in)' },
  spamLimited: { accepts: false, does: 'HTTP 400 with code 131048 (earlier messages were blocked or reported)' },
  maintenance: { accepts: false, does: 'HTTP 500 with code 131057 (the number is being upgraded)' },
  error500: { accepts: false, does: 'HTTP 500 with code 131000; nothing is accepted' },
  error500AfterAccept: { accepts: true, does: 'accepts, then HTTP 500 with code 131000' },
  error502: { accepts: false, does: 'HTTP 502 with an HTML page; nothing is accepted' },
  error502AfterAccept: { accepts: true, does: 'accepts, then HTTP 502 with an HTML page' },
  error503: { accepts: false, does: 'HTTP 503 with code 2; nothing is accepted' },
  error503AfterAccept: { accepts: true, does: 'accepts, then HTTP 503 with code 2' },
  slowAnswer: { accepts: true, does: 'accepts, answers after slowMs' },
  dripAnswer: { accepts: true, does: 'accepts, answers one byte each dripMs' },
  silent: { accepts: true, does: 'accepts and never answers' },
  halfAnswer: { accepts: true, does: 'accepts, sends 40 bytes of the answer and cuts the connection' },
  endlessAnswer: { accepts: true, does: 'accepts, answers with a body that goes on (until endlessBytes)' },
  noMessageId: { accepts: true, does: 'accepts, answers 200 with an empty list of messages' },
  htmlPage: { accepts: false, does: 'HTTP 200 with an HTML page, as a hotel network does; nothing is accepted' },
  htmlPageAfterAccept: { accepts: true, does: 'accepts, then HTTP 200 with an HTML page' },
  redirect: { accepts: false, does: 'HTTP 307 to another host name; nothing is accepted, followers are counted in /simulator/state' },
  heldForQuality: { accepts: true, does: 'accepts with message_status held_for_quality_assessment' },
  dropReusedAfterAccept: { accepts: true, does: 'as dropAfterAccept, but only on a socket that already carried a request' },
} as const satisfies Record<string, RequestFaultFacts>

/** Every fault that can be switched on for webhooks, with the same shares and counts. */
export const webhookFaults = {
  webhookLost: 'the event never leaves',
  webhookDoubled: 'the event comes twice',
  webhookLate: 'the event comes webhookLateMs later',
  webhookShuffled: 'the event is overtaken by later ones',
  webhookBadSignature: 'a copy with a wrong signature comes first',
  webhookForeignOpaque: 'a copy with another sender’s biz_opaque_callback_data comes first (statuses only)',
} as const

/** Numbers that tune the faults and limits; 0 switches a limit off. */
export const faultSettings = {
  slowMs: { initial: 5_000, does: 'wait of slowAnswer' },
  dripMs: { initial: 1_000, does: 'wait between the bytes of dripAnswer' },
  endlessBytes: { initial: 1_073_741_824, does: 'where endlessAnswer gives up' },
  webhookLateMs: { initial: 60_000, does: 'delay of webhookLate, in simulated time' },
  revokeTokenAfter: { initial: 0, does: 'the token dies (190) after this many accepted messages' },
  pairRate: { initial: 0, does: 'burst to one person within 6 s before 131056; it is paid back with 6 s a message; Meta’s own is 45' },
  throughput: { initial: 0, does: 'messages per second of real time before 130429; Meta’s own is 80' },
  recipientLimit: { initial: 0, does: 'different recipients before 131030; a test number’s own is 5' },
  messagingLimit: { initial: 0, does: '1 = the number’s messaging limit is kept: 131048 for new people beyond it, and it grows by use' },
  marketingPerPerson: { initial: 0, does: 'offers to one person in 24 hours before 131049, outside open windows; Meta’s own is secret' },
  closedWindowLater: { initial: 0, does: '1 = a closed window (131047) shows as a failed status instead of an error' },
  uploadBreakAfterBytes: { initial: 0, does: 'a resumable upload breaks off here, once; what follows can be continued' },
  onReads: { initial: 0, does: '1 = faults that accept nothing also hit reading calls' },
} as const

export type RequestFault = keyof typeof requestFaults
export type WebhookFault = keyof typeof webhookFaults
export type FaultSetting = keyof typeof faultSettings

/** Says whether the word names a request fault. */
export function isRequestFault(word: string): word is RequestFault {
  return Object.hasOwn(requestFaults, word)
}

/** Says whether the word names a webhook fault. */
export function isWebhookFault(word: string): word is WebhookFault {
  return Object.hasOwn(webhookFaults, word)
}

/** Says whether the word names a setting. */
export function isFaultSetting(word: string): word is FaultSetting {
  return Object.hasOwn(faultSettings, word)
}
