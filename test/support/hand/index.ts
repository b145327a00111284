export { demoTest, withinClicks } from './demo-shop.ts'
export { handOn, type Hand } from './hand.ts'
export { answerWithQuickReply, openChatOf, openDemo, ownBubbles } from './inbox.ts'
export { eraseCustomer, exportCustomer, importPeople, openCustomer } from './customer.ts'
export { chooseAudience, chooseTemplate, goToStep, sendReviewed, waitForEnd } from './broadcast.ts'
export {
  REAL_KEY,
  loseKeychainKey,
  makeShop,
  openChecks,
  openNumberPage,
  realNumberTest,
  sayHi,
  seeCheck,
  shootConnection,
  tunnelOnScreen,
} from './connection.ts'
export { beginTemplate, draftKept, submitTemplate, tabTo, templateReaches, writeTemplate } from './template.ts'
export { dropFiles, openCatalog, productCard, publishAll, shootCatalog } from './catalog.ts'
