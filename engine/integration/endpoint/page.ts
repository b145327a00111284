import { operations } from './operations.ts'

const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
code,pre{font-family:ui-monospace,monospace;background:#f3f3f0;border-radius:4px}code{padding:.1em .3em}pre{padding:1rem;overflow-x:auto}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem;border-top:1px solid #ddd}
@media (prefers-color-scheme:dark){body{color:#eee;background:#1b1b1a}code,pre{background:#2a2a28}th,td{border-color:#444}a{color:#9cf}}`

/** The hash by which the page's own style is allowed, and nothing else. */
export const pageStyle = STYLE

/** A page for whoever connects a till: what can be asked, and an example to copy. Holds nothing of the shop. */
export function helpPage(url: string): string {
  const rows = operations
    .map(
      ({ method, path, summary, scopes }) =>
        `<tr><td><code>${method.toUpperCase()} ${safe(path.replace(/:(\w+)/g, '{$1}'))}</code></td><td>${safe(summary)}</td><td>${safe(scopes.join(', '))}</td></tr>`,
    )
    .join('\n')
  const example = `curl -X POST ${url}/v1/notices \\
  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -d '{"phone":"+886912345678","kind":"order","template":"order_ready","values":{"order":"1042"},"reference":"order 1042 ready"}'`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shopbell on this computer</title><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><main><h1>Shopbell on this computer</h1>
<p>Programs on this computer can use Shopbell here with a key from <strong>Settings, Connected tools</strong>. Send the key as <code>Authorization: Bearer …</code>. The exact shapes are in <a href="/openapi.json">openapi.json</a>.</p>
<table><thead><tr><th>Request</th><th>What it does</th><th>Right</th></tr></thead><tbody>
${rows}
</tbody></table>
<h2>An example</h2>
<pre><code>${safe(example)}</code></pre>
<p>Every refusal is JSON with a <code>code</code>. Times are milliseconds since 1970 (UTC), amounts are millionths of the currency. The same <code>reference</code>, order <code>number</code> or <code>requestId</code> never counts twice, so a request whose answer was lost can simply be made again.</p>
</main></body></html>
`
}
