/** The app's own subscription; null = only the account's override was ever set. @source reference part 8.1, set up */
type AppSubscription = { readonly callbackUrl: string; readonly fields: readonly string[]; isActive: boolean } | null

/** A sign-up form by which customers agree to offers. @source reference part 12.2, in-app sign-up */
export type Signup = {
  readonly id: string
  readonly signup_message: string
  readonly confirmation_message: string
  readonly privacy_policy_url: string
  readonly website_url?: string
  readonly promo_code?: string
}

/** What is set at the account and app. */
export type AccountFile = {
  app: AppSubscription
  /** Sign-up forms by id. */
  readonly signups: Map<string, Signup>
  /** Automatic creative changes by feature. @source reference part 3 */
  creativeChanges: Readonly<Record<string, 'OPT_IN' | 'OPT_OUT'>>
  isAutoArchivalOn: boolean
}

/** A new account's file: nothing set, and every automatic change allowed, as Meta starts. */
export function createAccountFile(): AccountFile {
  return {
    app: null,
    signups: new Map(),
    creativeChanges: Object.fromEntries(creativeFeatures.map((feature) => [feature, 'OPT_IN'])),
    isAutoArchivalOn: false,
  }
}

/** Features that can be opted out of. Names by the SDK; the list grows. */
export const creativeFeatures = [
  'image_brightness_and_contrast',
  'image_touchups',
  'add_text_overlay',
  'image_animation',
  'image_background_gen',
  'text_extraction_for_headline',
  'product_extensions',
  'text_formatting_optimization',
  'template_media_cropping',
] as const
