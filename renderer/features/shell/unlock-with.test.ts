import { describe, expect, it } from 'vitest'
import { unlockAfter } from './unlock-with.ts'

describe('unlockAfter', () => {
  it('asks for the passphrase where there is one, and for the recovery code where the key is lost', () => {
    expect(unlockAfter('passphrase-needed')).toBe('passphrase')
    expect(unlockAfter('keychain-entry-missing')).toBe('recovery-code')
    expect(unlockAfter('vault-wrong-key')).toBe('recovery-code')
  })

  it('asks for nothing where no key would help', () => {
    expect(unlockAfter('vault-damaged')).toBeNull()
    expect(unlockAfter('vault-in-use')).toBeNull()
  })
})
