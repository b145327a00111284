/** What tests and the demo can change about the management side while it runs. */
export type ManagementSwitches = {
  /** manual = new templates wait for a verdict by control call. */
  review: 'automatic' | 'manual'
  /** False = message_history answers as if it did not exist. */
  hasMessageHistory: boolean
  /** True = calls without appsecret_proof are refused. */
  requiresProof: boolean
  /** Calls that app and account may make in an hour; 0 = no limit. @source reference part 9, management API */
  callsAnHour: number
  /** False = the account's template insights cannot be switched on (200005). */
  allowsInsights: boolean
}

/** How a simulator starts: everything works and nothing is counted. */
export function defaultSwitches(requiresProof: boolean): ManagementSwitches {
  return { review: 'automatic', hasMessageHistory: true, requiresProof, callsAnHour: 0, allowsInsights: true }
}
