/** Pairs "from to" parted by bars; of several writings in `to`, the first is the usual one. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string
  export default pairs
}
declare module 'opencc-js/dict/TWVariants' {
  const pairs: string
  export default pairs
}
