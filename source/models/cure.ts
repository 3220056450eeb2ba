// What to change when a server knows no such address, model or parameter.

/** Parameters that servers reject -> the setting that governs them. */
const settings: Readonly<Record<string, string>> = {
  max_completion_tokens: "'models.<role>.max_tokens_name' or 'models.<role>.max_tokens'",
  max_tokens: "'models.<role>.max_tokens_name' or 'models.<role>.max_tokens'",
  temperature: "'models.<role>.temperature' (null leaves it out)",
  response_format: "'models.<role>.json'",
  output_config: "'models.<role>.json'",
  stream_options: "'models.<role>.stream_usage'",
}

interface WayCure {
  /** Empty where nothing is known. */
  readonly cure: string
  /** Going the same way again fails again. */
  readonly isPermanent: boolean
}

/** Words of a connection that came to nothing -> what helps. Codes of Node's TLS (`ERR_TLS_*`, OpenSSL's X509_V_ERR_*). */
const wayCures: readonly (readonly [RegExp, WayCure])[] = [
  [
    /^the proxy \S+ cannot be reached/u,
    { cure: '; does it run (HTTP_PROXY, HTTPS_PROXY), or does the server belong in NO_PROXY?', isPermanent: false },
  ],
  [
    /SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|CERT_UNTRUSTED/u,
    {
      cure: '; nobody known here signed the certificate: name the file of its authority in NODE_EXTRA_CA_CERTS',
      isPermanent: true,
    },
  ],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/u, { cure: '; is the clock of this machine right?', isPermanent: true }],
  [/ERR_TLS_CERT_ALTNAME_INVALID/u, { cure: '; is the name in base_url right?', isPermanent: true }],
  [/wrong version number|packet length too long/iu, { cure: '; is it http instead of https?', isPermanent: true }],
  [
    /\bprox.{0,40}\(?407\)?/iu,
    { cure: '; write user and password in the proxy (http://user:password@host:port)', isPermanent: true },
  ],
  [
    /Proxy response \(403\)/u,
    { cure: '; the proxy refuses this host: does it belong in NO_PROXY?', isPermanent: true },
  ],
  [
    /URL that includes credentials/u,
    { cure: "; send user and password with 'models.<role>.headers', not in base_url", isPermanent: true },
  ],
  // The rules of browsers, which the client keeps. Source: https://fetch.spec.whatwg.org/#port-blocking
  [
    /^bad port$/u,
    { cure: '; clients refuse this port of base_url: let the server listen at another', isPermanent: true },
  ],
  [/ECONNREFUSED/u, { cure: '; does the server run, and is the port in base_url right?', isPermanent: false }],
  [/ENOTFOUND/u, { cure: '; is the name in base_url right, or is a proxy needed?', isPermanent: false }],
]

/** What is said behind the words of a failed connection. */
export const wayCure = (words: string): WayCure =>
  wayCures.find(([pattern]) => pattern.test(words))?.[1] ?? { cure: '', isPermanent: false }

/** What is said behind the server's words: the address where it may be wrong, the likely cure, the setting. */
export function cureOf(words: string, status: number | null, url: string): string {
  const isAddress =
    status === 404 ||
    status === 405 ||
    /endpoint|unknown (?:url|path|request)|invalid url|no route|cannot post/i.test(words)
  if (isAddress) {
    return ` (POST ${shown(url)})${nameCure(words) ?? addressCure(url)}`
  }
  return settingOf(words) || (nameCure(words) ?? '')
}

/** Null where the words speak of no model. Gateways call the servers that have one its endpoints and providers. */
function nameCure(words: string): string | null {
  if (/\bno (?:\w+ )?(?:endpoints?|providers?)\b.{0,80}(?:polic|privacy|restriction)/is.test(words)) return ''
  const speaksOfModel =
    /\b(?:models?|deployments?)\b.{0,200}(?:not found|exist|pull|load|support|access)/is.test(words) ||
    /^models?: ?\S+$|\b(?:invalid|unknown|no such) models?\b|\bnot a valid model\b/i.test(words) ||
    /\bno (?:\w+ )?(?:endpoints?|providers?) (?:are )?(?:found|available|for)\b/i.test(words)
  return speaksOfModel ? "; is the model's name right ('models.<role>.model'), and is it there?" : null
}

/** No answer is streamed by this model, or to this account. */
const isStreamless =
  /\bverified to stream\b|\bstream(?:ing)?\b.{0,30}\bnot\b|\b(?:not|unsupported)\b.{0,30}\bstream(?:ing|s|ed)?\b/isu

/** The setting of the parameter that the words name. */
export function settingOf(words: string): string {
  const name = Object.keys(settings).find((one) => words.includes(one))
  const setting = name
    ? settings[name]
    : isStreamless.test(words)
      ? "'models.<role>.stream' (false: in one piece)"
      : null
  return setting ? ` (config/tos.json: ${setting})` : ''
}

function addressCure(url: string): string {
  const path = pathOf(url)
  if (/\/v1\/(?:.*\/)?v1\//u.test(path)) return "; '/v1' stands twice: leave it out of base_url"
  if (/(?:chat\/completions|messages|completions|responses)\/.*(?:chat\/completions|messages)$/u.test(path))
    return '; base_url ends too late: leave out what stands behind the version'
  if (path.endsWith('/chat/completions') && !/\/v\d|\/openai|\/api\b/u.test(path))
    return "; '/v1' may be missing at the end of base_url"
  return '; is base_url right?'
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname
  } catch {
    return url
  }
}

/** Without what may be secret. */
export function shown(url: string): string {
  try {
    const { origin, pathname } = new URL(url)
    return origin + pathname
  } catch {
    return url
  }
}
