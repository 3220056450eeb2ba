// Calls of known programs that print a key, a token or a password.
import { knownStart, literal, type Value } from '../model/value.ts'
import { act, type Analyser } from '../grammar/analysis.ts'
import { among } from '../among.ts'

/** Over the words of a call, options left out; a word that is not known is `?`. */
const words: Readonly<Record<string, RegExp>> = {
  aws: among(
    String.raw`
    configure[ ]export-credentials configure[ ]get[ ](?!(?:[\w.-]+\.)?(?:region|output)$)\S
    sts[ ](?:get-session-token|assume-role|get-federation-token) secretsmanager[ ]\S*get-secret ssm[ ]get-parameter
    ecr(?:-public)?[ ]get-login eks[ ]get-token codeartifact[ ]get-authorization-token rds[ ]generate-db-auth-token
    iam[ ]create-access-key kms[ ]decrypt sso[ ]get-role-credentials redshift[ ]get-cluster-credentials`,
    { after: '' },
  ),
  gcloud: among(
    String.raw`
    auth[ ](?:application-default[ ])?print- secrets[ ]versions[ ]access config[ ]config-helper
    sql[ ]generate-login-token iam[ ]service-accounts[ ]keys[ ]create`,
    { after: '' },
  ),
  az: among(
    String.raw`
    account[ ]get-access-token keyvault[ ](?:secret|key|certificate)[ ](?:show|download|backup)
    acr[ ](?:login|credential[ ]show) ad[ ]sp[ ]create storage[ ]account[ ](?:keys[ ]list|show-connection-string)
    [a-z-]+[ ](?:[a-z-]+[ ])?(?:keys?[ ]list|list-keys) webapp[ ]deployment[ ]list-publishing aks[ ]get-credentials
    appconfig[ ]credential[ ]list`,
    { after: '' },
  ),
  fly: /^(?:auth token|tokens? |config env)/,
  heroku: /^(?:auth:token|config(?::get)?(?: |$)|authorizations)/,
  gh: /^auth token/,
  glab: /^config get token/,
  doctl: /^(?:auth token|kubernetes cluster kubeconfig show|registry docker-config)/,
  vercel: /^env (?:pull|ls)/,
  netlify: /^env:(?:get|list)/,
  terraform: /^state (?:pull|show)/,
  rclone: /^config (?:show|dump)/,
  npm: /^(?:config|c) (?:get|set) .*(?:_auth|token|password)|^(?:get) .*(?:_auth|token|password)/i,
  git: /^config .*(?:extraheader|token|password)/i,
  tmux: /^(?:show-environment|showenv)/,
}
const alike: Readonly<Record<string, string>> = { flyctl: 'fly', pnpm: 'npm', yarn: 'npm' }

/** Options that show what is hidden otherwise. */
const showing: Readonly<Record<string, RegExp>> = {
  gh: /^auth status .*(?:-t|--show-token)/,
  glab: /^auth status .*(?:-t|--show-token)/,
  terraform: /^(?:output|show) .*-(?:json|raw)/,
  az: /--expose-token/,
  pulumi: /--show-secrets/,
}

const textOf = (args: readonly Value[]): string[] =>
  args.map((arg) => literal(arg) ?? (knownStart(arg) === '' ? '?' : knownStart(arg)))

/** The analyser of a program, told of what its calls print. */
export function watched(name: string, analyser: Analyser): Analyser {
  const own = alike[name] ?? name
  const plain = Object.hasOwn(words, own) ? words[own] : undefined
  const opened = Object.hasOwn(showing, own) ? showing[own] : undefined
  if (!plain && !opened) return analyser
  return (call) => {
    const texts = textOf(call.args)
    const bare = texts.filter((text) => !text.startsWith('-')).join(' ')
    const isShown = plain?.test(bare) === true || opened?.test(texts.join(' ')) === true
    return [analyser(call), isShown && act('secret', `${name} ${bare}`.slice(0, 60))]
  }
}
