// Shapes of tokens that give themselves away, whoever owns them: one row a service. A further service is a further row
// and its example in test/files/mask-shapes.test.ts. Each expression is linear: no repetition stands inside another.

export interface TokenShape {
  readonly name: string
  /** Source of an expression; takes in no square brackets: a placeholder must never become part of another one. */
  readonly pattern: string
}

const raw = String.raw

export const tokenShapes = [
  { name: 'OpenAI, Anthropic, OpenRouter, DeepSeek', pattern: raw`\bsk-[A-Za-z0-9_-]{20,}` },
  { name: 'GitHub', pattern: raw`\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{30,}` },
  { name: 'GitHub, fine-grained', pattern: raw`\bgithub_pat_[A-Za-z0-9_]{40,}` },
  { name: 'GitLab', pattern: raw`\bgl(?:pat|dt|oas|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[A-Za-z0-9_-]{20,}` },
  { name: 'npm', pattern: raw`\bnpm_[A-Za-z0-9]{36}\b` },
  { name: 'PyPI', pattern: raw`\bpypi-[A-Za-z0-9_-]{50,}` },
  { name: 'RubyGems', pattern: raw`\brubygems_[a-f0-9]{48}` },
  { name: 'Docker Hub', pattern: raw`\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{24,}` },
  { name: 'Hugging Face', pattern: raw`\bhf_[A-Za-z0-9]{30,}` },
  { name: 'Groq', pattern: raw`\bgsk_[A-Za-z0-9]{40,}` },
  { name: 'xAI', pattern: raw`\bxai-[A-Za-z0-9_-]{40,}` },
  { name: 'Perplexity', pattern: raw`\bpplx-[A-Za-z0-9]{40,}` },
  { name: 'Replicate', pattern: raw`\br8_[A-Za-z0-9]{30,}` },
  { name: 'AWS key id', pattern: raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b` },
  {
    name: 'AWS secret and session token',
    pattern: raw`\baws_?(?:secret_?access_?key|session_?token)["']? {0,4}[=:] {0,4}["']?[A-Za-z0-9/+=]{40,}`,
  },
  { name: 'Google key', pattern: raw`\bAIza[0-9A-Za-z_-]{35}` },
  { name: 'Google OAuth', pattern: raw`\b(?:ya29\.[0-9A-Za-z_-]{30,}|GOCSPX-[0-9A-Za-z_-]{20,})` },
  { name: 'Azure storage', pattern: raw`\bAccountKey=[A-Za-z0-9+/]{60,}={0,2}` },
  { name: 'Azure signed address', pattern: raw`[?&]sig=[A-Za-z0-9%+/]{40,}(?:%3[dD]|={0,2})` },
  { name: 'DigitalOcean', pattern: raw`\bdo[opr]_v1_[a-f0-9]{64}` },
  { name: 'Fly.io', pattern: raw`\bfm[12]_[A-Za-z0-9+/=_-]{40,}` },
  { name: 'Netlify', pattern: raw`\bnfp_[A-Za-z0-9]{36,}` },
  { name: 'Heroku', pattern: raw`\bHRKU-[A-Za-z0-9_-]{36,}` },
  { name: 'Supabase', pattern: raw`\bsbp_[a-f0-9]{40}` },
  { name: 'PlanetScale', pattern: raw`\bpscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{30,}` },
  { name: 'Databricks', pattern: raw`\bdapi[a-f0-9]{32}` },
  { name: 'HashiCorp Vault', pattern: raw`\bhv[sbr]\.[A-Za-z0-9_-]{24,}` },
  { name: 'Terraform Cloud', pattern: raw`\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,}` },
  { name: 'Pulumi', pattern: raw`\bpul-[a-f0-9]{40}` },
  { name: 'Doppler', pattern: raw`\bdp\.(?:pt|st|ct|scim|audit)\.[A-Za-z0-9.]{40,}` },
  { name: '1Password', pattern: raw`\bops_eyJ[A-Za-z0-9_-]{50,}` },
  { name: 'age', pattern: raw`\bAGE-SECRET-KEY-1[0-9A-Z]{58}` },
  { name: 'Stripe', pattern: raw`\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}` },
  { name: 'Stripe webhook', pattern: raw`\bwhsec_[A-Za-z0-9+/=]{20,}` },
  { name: 'Square', pattern: raw`\bsq0(?:atp|csp)-[A-Za-z0-9_-]{22,}` },
  { name: 'Shopify', pattern: raw`\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}` },
  { name: 'SendGrid', pattern: raw`\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,}` },
  { name: 'Mailgun', pattern: raw`\bkey-[a-f0-9]{32}\b` },
  { name: 'Twilio', pattern: raw`\bSK[a-f0-9]{32}\b` },
  { name: 'Telegram bot', pattern: raw`\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\b` },
  { name: 'Slack', pattern: raw`\bxox[abeoprs]-[A-Za-z0-9-]{10,}` },
  { name: 'Slack app', pattern: raw`\bxapp-[0-9]-[A-Za-z0-9-]{20,}` },
  { name: 'Slack webhook', pattern: raw`\bhooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{20,}` },
  { name: 'Discord bot', pattern: raw`\b[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}` },
  { name: 'Discord webhook', pattern: raw`\bdiscord(?:app)?\.com/api/webhooks/[0-9]{15,}/[A-Za-z0-9_-]{40,}` },
  { name: 'Teams webhook', pattern: raw`\bwebhook\.office\.com/webhookb2/[A-Za-z0-9@/-]{40,}` },
  { name: 'Linear', pattern: raw`\blin_(?:api|oauth)_[A-Za-z0-9]{32,}` },
  { name: 'Notion', pattern: raw`\b(?:secret|ntn)_[A-Za-z0-9]{40,}` },
  { name: 'Figma', pattern: raw`\bfig[dou]_[A-Za-z0-9_-]{36,}` },
  { name: 'Atlassian', pattern: raw`\bAT(?:ATT3|CTT3|BB)[A-Za-z0-9_=-]{30,}` },
  { name: 'Postman', pattern: raw`\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}` },
  { name: 'Grafana', pattern: raw`\bgl(?:sa|c)_[A-Za-z0-9+/=_-]{30,}` },
  { name: 'New Relic', pattern: raw`\bNR(?:AK|JS|II|RA)-[A-Za-z0-9]{27,}` },
  { name: 'Sentry', pattern: raw`\bsntry[su]_[A-Za-z0-9+/=_]{40,}` },
  {
    name: 'JSON web token',
    // One of any length begins a run of its letters; within a run it is searched from every place, so it has a bound.
    pattern: raw`(?:(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}|\beyJ[A-Za-z0-9_-]{10,300})\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`,
  },
  {
    name: 'private key',
    pattern: raw`-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)`,
  },
  { name: 'bearer token', pattern: raw`\b[Bb]earer [A-Za-z0-9._~+/=-]{16,}` },
  { name: 'API key header', pattern: raw`\b[xX]-[aA][pP][iI]-[kK][eE][yY]: ?[A-Za-z0-9._~+/=-]{12,}` },
  { name: 'credentials in an address', pattern: raw`//[^\s/:@[\]]{1,100}:[^\s/@[\]]{3,200}@` },
] as const satisfies readonly TokenShape[]
