// Loaded into both apps before they start (electron -r). Prints one line when the page has a button that can be pressed and was
// painted, and, when asked, one more when the demo shop is open. The same work in both, so its cost is in neither's favour.
const { app } = require('electron')

const untilUsable = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('button:not([disabled])') === null) requestAnimationFrame(look)
    else requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  }
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(untilUsable)
    console.log('BENCH usable')
    if (process.env.SHOPBELL_BENCH_DEMO !== 'yes') return
    const answer = await contents.executeJavaScript("window.shopbell.call('shell.openDemo', {})")
    console.log(answer.ok ? 'BENCH demo' : 'BENCH failed')
  })
})
