// One table: what the error of a model server means, by its status, its codes and its words.
import type { FailureKind } from '../core/event-model.ts'

export interface Meaning {
  readonly kind: FailureKind
  readonly isPermanent: boolean
}

export interface ErrorFacts {
  /** Of the response and of the error's own codes. */
  readonly statuses: readonly number[]
  readonly codes: readonly string[]
  readonly words: string
  /** Does it say when to come again? */
  readonly tellsTime: boolean
}

interface Row extends Meaning {
  readonly statuses?: readonly number[]
  readonly codes?: RegExp
  readonly words?: RegExp
  /** Words that say something else where a time is told. */
  readonly unlessTimed?: true
}

const passing = { kind: 'overloaded', isPermanent: false } as const
const permanent = { kind: 'invalid request', isPermanent: true } as const
const tooLong = { kind: 'prompt too long', isPermanent: true } as const
const quota = { kind: 'quota', isPermanent: true } as const
const limit = { kind: 'rate limit', isPermanent: false } as const
const auth = { kind: 'auth', isPermanent: true } as const
const sample = { kind: 'sample failed', isPermanent: false } as const

/** The first row of which any cell fits. */
const rows: readonly Row[] = [
  // The answer was cut, and the server calls that an error.
  {
    kind: 'too long',
    isPermanent: false,
    words: /max_tokens or model output limit was reached|could not finish the message/i,
  },
  {
    ...tooLong,
    statuses: [413],
    codes:
      /^(?:context_length_exceeded|context_window_exceeded\w*|exceed_context_size\w*|string_above_max_length|request_too_large|request_entity_too_large|payload_too_large|tokens_limit_reached|prompt_too_long|input_too_long|model_max_prompt_tokens_exceeded|length_required|max_tokens_exceeded|336007|1261|1039)$/,
    words:
      /maximum context length|context.{0,20}(?:length|window|size|limit).{0,60}(?:exceed|overflow|too)|exceed\w*.{0,60}context|(?:prompt|input|request|message|conversation|text|content).{0,25}(?:is |are |was )?too (?:long|large)|too many (?:input |prompt |total )?tokens(?! per| processed|,? please wait)|must be <= \d+\. given|(?:input|prompt).{0,40}(?:tokens?|length).{0,60}(?:exceed|more than|greater than|larger than|over the)|(?:greater|larger|longer) than the (?:context|maximum|model|available)|must have less than \d+ tokens|range of input length|exceeded model token limit|context length of only|reduce (?:the length|your (?:message|prompt|input))|max(?:imum)? (?:prompt|input) (?:length|tokens|characters)|exceed\w* max(?:imum)? (?:message|input|prompt|sequence) |max tokens of \d+ exceeded|(?:input|prompt)[_ ](?:tokens?|length)\b.{0,20} must be (?:less|fewer|smaller)|reached context length|(?:tokens|length) must be reduced|上下文.{0,10}(?:超|过长)|输入.{0,10}(?:过长|超)|入力.{0,10}(?:長すぎ|上限を超)|トークン数?.{0,6}(?:上限|制限)を超/i,
  },
  // A limit per minute, told with the code of a quota.
  { ...limit, words: /error-code#token-limit|allocated quota exceeded/i },
  {
    ...quota,
    statuses: [402],
    codes:
      /^(?:insufficient_quota|insufficient_user_quota|insufficient_balance|insufficient_credits|insufficient_funds|billing_\w+|credit_balance_too_low|payment_required|account_deactivated|quota_exhausted|out_of_credits|arrearage|access_terminated|budget_exceeded|quota_exceeded|exceeded_current_quota\w*|not_enough_balance|\w*overdue\w*|setlimitexceeded|[\w.]*freetieronly|1113|1008)$/,
    words:
      /(?:insufficient|not enough) (?:account )?(?:balance|credits?|funds|quota)|balance (?:is|was) (?:insufficient|not enough|too low|overdue)|overdue balance|payment required|out of credits|more credits|n(?:'|’|o)t have any credits|key limit exceeded|billing hard limit|budget has been exceeded|reached your specified .{0,20}usage limits|余额不足|欠费|额度不足/i,
  },
  {
    ...quota,
    words:
      /exceeded your current quota|quota.{0,30}(?:exhausted|used up)|quota exceeded\. please upgrade|free tier.{0,40}exhausted|account.{0,80}\bsuspended|extra usage is required|monthly (?:usage|spend)\w* limit|spend(?:ing)? limit/i,
    unlessTimed: true,
  },
  {
    ...auth,
    statuses: [401],
    codes:
      /^(?:authentication_error|auth_error|(?:invalid_api|expired|api)_key\w*|invalid_authentication\w*|unauthenticated|unauthorized|unrecognizedclientexception|1004|2049|110|111)$/,
  },
  {
    ...limit,
    statuses: [429],
    codes:
      /^(?:rate_limit\w*|rate_limited|ratelimit\w*|resource_exhausted|too_?many_?requests\w*|throttl\w*|requests_limit\w*|limit_requests|limit_burst_rate|concurrency_limit\w*|1302|1303|1305|1002|18)$/,
    words:
      /rate.?limit|too many (?:requests|tokens,? please wait)|throttl|requests per (?:minute|second|day)|tokens per (?:min|day)|quota will be replenished|请求过于频繁|速率限制/i,
  },
  {
    kind: 'refused',
    isPermanent: true,
    codes:
      /^(?:content_filter\w*|content_policy_violation|responsibleaipolicyviolation|data_inspection_failed|invalid_prompt|prompt_blocked|1301|1027|1026|contentfilter|\w*(?:policy_violation|sensitive_words)\w*)$/,
    words:
      /content management policy|content filter|usage policies|inappropriate content|content exists risk|sensitive words|safety system|(?:input|prompt|request|message) (?:was|has been|were) flagged|guardrail|you have been blocked|request (?:(?:was|has been) )?blocked/i,
  },
  {
    ...auth,
    statuses: [403],
    codes:
      /^(?:permission_error|permission_denied|forbidden|access_denied\w*|accessdeniedexception|unsupported_country\w*)$/,
    words:
      /(?:invalid|incorrect|missing|no|wrong).{0,15}(?:api.?key|credential|token provided|authentication)|api.?key (?:is |has |was )?(?:not valid|invalid|expired)|unauthori[sz]ed|user not found|not authenticated/i,
  },
  {
    ...sample,
    codes:
      /^(?:json_validate_failed|json_parse_failed|tool_use_failed|output_parse_failed|invalid_model_output|failed_generation|model_output_error|modelerrorexception)$/,
    words:
      /failed to (?:generate|validate) (?:json|a valid)|failed_generation|(?:model|output).{0,30}(?:not valid json|did not match|could not be parsed)|parsing failed.{0,40}output/i,
  },
  // The server's own trouble, whatever status it says it with.
  {
    ...passing,
    statuses: [424, 498],
    codes: /^(?:capacity_exceeded|nocapacity)$/,
    words: /\bmodel (?:has |was )?(?:crashed|unloaded)|\bmodel is unloaded|channel error|degraded function/i,
  },
  {
    ...permanent,
    codes:
      /^(?:model_not_found|not_found_error|not_found|invalid_request_error|invalid_argument|invalid_parameter\w*|unsupported_\w+|unknown_model|model_not_available|resourcenotfoundexception|validationexception|2013|1211|1214)$/,
    statuses: [400, 404, 405, 406, 410, 415, 422, 501],
    words:
      /model.{0,80}(?:not found|does not exist|not exist|not available|is not supported)|no such model|no models? loaded|unexpected endpoint|unknown (?:url|endpoint|path|model)|invalid (?:url|endpoint)|unsupported parameter|unrecognized request argument/i,
  },
  {
    kind: 'timeout',
    isPermanent: false,
    statuses: [408, 504, 522, 524],
    codes: /^(?:timeout\w*|deadline_exceeded|request_timeout|gateway_timeout)$/,
  },
  {
    ...passing,
    statuses: [409, 421, 423, 425, 499],
    codes:
      /^(?:overloaded\w*|engine_overloaded|server_error|api_error|internal\w*|unavailable\w*|service_unavailable\w*|aborted|model_loading|serverexception|modelnotreadyexception)$/,
  },
]

export function meaningOf({ statuses, codes, words, tellsTime }: ErrorFacts): Meaning {
  const text = words.slice(0, 4000)
  const row = rows.find(
    (one) =>
      statuses.some((status) => one.statuses?.includes(status)) ||
      codes.some((code) => one.codes?.test(code)) ||
      (one.words?.test(text) && !(one.unlessTimed && tellsTime)),
  )
  if (row) return { kind: row.kind, isPermanent: row.isPermanent }
  return statuses.length > 0 && statuses.every((status) => status < 500) ? permanent : passing
}
