/**
 * What the engine gets to see of the environment. Everything else stays out: switches that weaken TLS or load code, other
 * programs' keys, and whatever a shell had lying around.
 */
const allowed = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_CTYPE',
  'LC_TIME',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  // Where the keyring of a Linux desktop answers, and where it may ask for its password.
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'XDG_CURRENT_DESKTOP',
  'XDG_SESSION_TYPE',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  // What Windows programs cannot start without.
  'SystemRoot',
  'windir',
  'SystemDrive',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'COMSPEC',
] as const

/** The engine's environment: the allowed variables that are set, and nothing else. */
export const engineEnvironment = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(allowed.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
