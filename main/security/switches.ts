/**
 * Command-line switches that would open the app to somebody else's hands: remote control of its pages, a weaker sandbox,
 * other certificates or hosts, or a keychain that keeps secrets in plain text. Fuses cover only Node's own switches.
 * @source measured: with every fuse off, --remote-debugging-port still opens a control port unless main ends first
 */
const hostileSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'no-sandbox',
  'disable-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'single-process',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'js-flags',
  'log-net-log',
  'ssl-key-log-file',
  'load-extension',
  'inspect',
  'inspect-brk',
  'inspect-port',
] as const

/**
 * Finds the switches among the arguments that make the app refuse to start.
 * @param hasSwitch whether the platform saw a switch (it knows both `--name` and, on Windows, `/name`)
 * @param valueOf the value that came with it
 * @returns names of the hostile ones, in the order of the list above
 */
export const findHostileSwitches = (hasSwitch: (name: string) => boolean, valueOf: (name: string) => string): readonly string[] => [
  ...hostileSwitches.filter((name) => hasSwitch(name)),
  ...(hasSwitch('password-store') && valueOf('password-store') === 'basic' ? ['password-store=basic'] : []),
]
