/** A row of the fault plan that this rig does not play itself, or not all of it, with where it is proved. Never counted as passed. */
export const elsewhere: readonly { readonly row: number; readonly what: string; readonly where: string }[] = [
  {
    row: 7,
    what: 'crash loop',
    where: 'main/engine: "gives up after five crashes within a minute"; a vault that is not open sends nothing',
  },
  {
    row: 10,
    what: 'ten minutes of SIGSTOP',
    where: 'engine/ledger/resolve.test.ts M-22 by the clock; here seconds, in a full run a minute',
  },
  { row: 25, what: 'summer time and zones', where: 'engine/ledger/quiet-hours.test.ts M-11' },
  { row: 26, what: 'missed plans', where: 'engine/broadcast/time/plan.test.ts M-15' },
  { row: 32, what: 'names without address', where: 'engine/cloud-api/send-message.test.ts "is told apart when the name has no address"' },
  { row: 34, what: 'redirects to other hosts', where: 'engine/cloud-api/send-message.test.ts; here to another name of this computer' },
  { row: 35, what: 'a number id that is not there', where: 'engine/ledger/over-http.test.ts M-05 (100 with subcode 33)' },
  { row: 37, what: 'events three days late', where: 'engine/ledger/resolve.test.ts M-06' },
]
