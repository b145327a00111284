/** The one host of the app's own scheme; its origin is the only one that main listens to. */
export const appOrigin = 'app://bundle'
