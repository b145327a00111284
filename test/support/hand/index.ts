export { demoTest, sharedDemoTest, withinClicks } from './demo-shop.ts'
export { handOn, type Hand } from './hand.ts'
export { lockShop } from './lock.ts'
export { stretchNotices } from './long-notices.ts'
export { answerWithQuickReply, hearFrom, openChatOf, openDemo, openNewChat, ownBubbles } from './inbox.ts'
export { eraseCustomer, exportCustomer, importPeople, openCustomer } from './customer.ts'
export { chooseAudience, chooseTemplate, goToStep, sendReviewed, waitForEnd } from './broadcast.ts'
export {
  OWNER_PASSWORD,
  REAL_KEY,
  chooseOwnerPassword,
  loseKeychainKey,
  makeShop,
  openChecks,
  openNumberPage,
  realNumberTest,
  sayHi,
  seeCheck,
  shootConnection,
  signOwnerIn,
  storyIsHeard,
  tunnelOnScreen,
} from './connection.ts'
export { beginTemplate, draftKept, submitTemplate, tabTo, templateReaches, writeTemplate } from './template.ts'
export { dropFiles, openCatalog, productCard, publishAll, shootCatalog } from './catalog.ts'
