/**
 * Every code that an expected failure may carry. The words for each stand in the message files of the renderer
 * (`errors.json`: what happened, what is kept, what to do). Meta's own codes come as `meta-refused` with `metaCode`.
 */
export const errorCodes = [
  // Protocol
  'call-unknown', 'input-refused', 'output-refused', 'call-timed-out', 'call-cancelled', 'role-too-low', 'event-unknown', 'frame-too-large', 'sender-refused', 'engine-unavailable', 'bug',
  // Vault
  'vault-absent', 'vault-exists', 'vault-not-open', 'vault-wrong-key', 'vault-damaged', 'vault-newer', 'vault-in-use', 'vault-folder-refused', 'vault-pragma-refused', 'keychain-unavailable', 'keychain-entry-missing', 'passphrase-needed', 'passphrase-wrong', 'disk-full', 'disk-read-only', 'disk-failed',
  // Files
  'file-missing', 'file-unreadable', 'file-handle-unknown', 'file-empty', 'file-too-large', 'file-not-text', 'file-no-columns', 'file-column-missing', 'file-line-too-long', 'file-encoding-wrong', 'file-write-failed',
  // Customers
  'customer-missing', 'customer-number-refused', 'customer-number-taken', 'customer-erased-before', 'consent-source-missing', 'import-missing', 'import-running', 'import-undo-too-late', 'erase-confirmation-wrong',
  // Connection and Meta
  'connection-missing', 'network-unreachable', 'network-timeout', 'tls-refused', 'redirect-refused', 'address-refused', 'meta-refused', 'meta-key-refused', 'meta-permission-missing', 'meta-busy', 'meta-answer-unreadable', 'meta-outcome-unknown', 'receiver-unverified', 'receiver-silent', 'app-secret-missing', 'clock-off', 'catalog-missing',
  // Broadcast
  'broadcast-missing', 'broadcast-state-refused', 'broadcast-review-changed', 'broadcast-blocked', 'broadcast-draft-only', 'template-missing', 'coupon-code-refused', 'price-unknown',
  // Inbox
  'window-closed', 'message-missing', 'message-gone', 'variable-missing', 'product-missing', 'quick-reply-missing', 'quick-reply-shortcut-taken', 'nothing-to-send', 'customer-unreachable', 'opted-out',
] as const

export type ErrorCode = (typeof errorCodes)[number]
