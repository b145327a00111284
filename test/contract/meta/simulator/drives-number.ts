import { keep, take, type SimulatorDrive } from './drive.ts'
import { personOf } from './played.ts'

const signup = { confirmation_message: 'Thank you!', privacy_policy_url: 'https://shop.example/privacy', promo_code: 'TEA10' }
const optOut = { creative_features_spec: { text_formatting_optimization: { enroll_status: 'OPT_OUT' } } } as const
const appOf = (facts: { readonly appId: string; readonly appSecret: string }) => ({ appId: facts.appId, appSecret: facts.appSecret })
const blocked = [{ user: personOf(0) }]

/** The phone app on the same number must be asked on the first day. */
export const phoneDrives: readonly SimulatorDrive[] = [
  {
    of: ['coexistence.request-sync'],
    before: ({ control }) => control('number', { isOnBizApp: true }),
    run: async ({ api, control }) => {
      const asked = await api.coexistence.requestSync('smb_app_state_sync')
      await control('number', { isOnBizApp: false })
      return asked
    },
  },
]

/** Key, portfolio, account, number, and what customers meet. What takes the number away comes last. */
export const numberDrives: readonly SimulatorDrive[] = [
  { of: ['key.inspect'], run: ({ api, facts }) => api.key.inspect(facts.token) },
  { of: ['business.owned-accounts'], run: ({ api, facts }) => api.business.accounts(facts.businessId) },
  { of: ['business.client-accounts'], run: ({ api, facts }) => api.business.clientAccounts(facts.businessId) },
  { of: ['account.read'], run: ({ api }) => api.account.readDetails() },
  { of: ['account.save-creative-changes'], run: ({ api }) => api.account.saveCreativeChanges(optOut) },
  { of: ['account.creative-changes'], run: ({ api }) => api.account.creativeChanges() },
  { of: ['number.read'], run: ({ api }) => api.number.readDetails() },
  { of: ['number.list'], run: ({ api }) => api.number.list() },
  {
    of: ['number.save-settings'],
    run: ({ api }) => api.number.saveSettings({ user_identity_change: { enable_identity_key_check: false } }),
  },
  { of: ['number.settings'], run: ({ api }) => api.number.settings() },
  { of: ['number.set-pin'], run: ({ api }) => api.number.setPin('654321') },
  { of: ['number.set-display-name'], run: ({ api }) => api.number.setDisplayName('Spring Tea') },
  { of: ['number.username-suggestions'], run: ({ api }) => api.number.usernameSuggestions() },
  { of: ['number.set-username'], run: ({ api }) => api.number.setUsername({ username: 'spring.tea' }) },
  { of: ['number.username'], run: ({ api }) => api.number.username() },
  { of: ['number.remove-username'], run: ({ api }) => api.number.removeUsername() },
  {
    of: ['profile.save'],
    run: ({ api }) => api.profile.save({ about: 'Open all day', websites: ['https://shop.example/'], vertical: 'RETAIL' }),
  },
  { of: ['profile.read'], run: ({ api }) => api.profile.read() },
  {
    of: ['qr-code.create'],
    run: async ({ api }, made) => {
      const code = await api.qrCodes.create({ prefilled_message: 'Hello!', generate_qr_image: 'SVG' })
      if (code.ok) made.set('code', code.value.code)
      return code
    },
  },
  { of: ['qr-code.edit'], run: ({ api }, made) => api.qrCodes.edit({ code: take(made, 'code'), prefilled_message: 'Hi!' }) },
  { of: ['qr-code.list'], run: ({ api }) => api.qrCodes.list() },
  { of: ['qr-code.read'], run: ({ api }, made) => api.qrCodes.read(take(made, 'code')) },
  { of: ['qr-code.remove'], run: ({ api }, made) => api.qrCodes.remove(take(made, 'code')) },
  {
    of: ['block.add'],
    before: ({ control }) => control('say', { from: personOf(0), text: 'hi' }),
    run: ({ api }) => api.blocks.add(blocked),
  },
  { of: ['block.list'], run: ({ api }) => api.blocks.list() },
  { of: ['block.remove'], run: ({ api }) => api.blocks.remove(blocked) },
  {
    of: ['conversation.save'],
    run: ({ api }) =>
      api.conversation.save({ prompts: ['Opening hours?'], commands: [{ command_name: 'menu', command_description: 'Our teas' }] }),
  },
  { of: ['conversation.read'], run: ({ api }) => api.conversation.read() },
  { of: ['signup.create'], run: ({ api }, made) => keep(made, 'signup', api.signups.create(signup)) },
  { of: ['signup.edit'], run: ({ api }, made) => api.signups.edit(take(made, 'signup'), { promo_code: 'TEA20' }) },
  { of: ['signup.list'], run: ({ api }) => api.signups.list() },
  { of: ['signup.read'], run: ({ api }, made) => api.signups.read(take(made, 'signup')) },
  { of: ['webhook.subscribe'], run: ({ api }) => api.webhooks.subscribe() },
  { of: ['webhook.subscriptions'], run: ({ api }) => api.webhooks.subscriptions() },
  {
    of: ['webhook.set-app-subscription'],
    run: ({ api, facts, callback }) => api.webhooks.setAppSubscription(appOf(facts), { ...callback, fields: ['messages'] }),
  },
  { of: ['webhook.app-subscriptions'], run: ({ api, facts }) => api.webhooks.appSubscriptions(appOf(facts)) },
  { of: ['webhook.set-number-callback'], run: ({ api }) => api.webhooks.removeNumberCallback() },
  { of: ['webhook.unsubscribe'], run: ({ api }) => api.webhooks.unsubscribe() },
  { of: ['number.deregister'], run: ({ api }) => api.number.deregister() },
  {
    of: ['number.request-code'],
    before: ({ control }) => control('number', { codeVerification: 'NOT_VERIFIED' }),
    run: ({ api }) => api.number.requestCode({ code_method: 'SMS', language: 'en_US' }),
  },
  { of: ['number.verify-code'], run: async ({ api, control }) => api.number.verifyCode(String((await control('sent-code', {}))['code'])) },
  { of: ['number.register'], run: ({ api }) => api.number.register({ pin: '654321' }) },
]
