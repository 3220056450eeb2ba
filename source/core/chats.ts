// Chat services that take webhooks: one row each. A further service is a further row.
import type { Notice } from './notice.ts'

interface ChatRow {
  readonly title: string
  /** A text is sent as it is, anything else as JSON. */
  readonly body: (notice: Notice) => unknown
  readonly headers?: (notice: Notice) => Readonly<Record<string, string>>
}

const lineOf = ({ event, text, root }: Notice): string => `[tos ${event}] ${text} (${root})`
/** Models and commands choose the words: no link, and nobody is called, in the marks of a service. */
const slackText = (notice: Notice): string =>
  lineOf(notice).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const withoutCalls = (notice: Notice): string => lineOf(notice).replaceAll('@', '@\u200B')
const withoutAngles = (notice: Notice): string => lineOf(notice).replaceAll('<', '‹').replaceAll('>', '›')
const withoutLinks = (notice: Notice): string => lineOf(notice).replaceAll(/[\\[\]]/g, (sign) => `\\${sign}`)
const isUrgent = ({ event }: Notice): boolean => event !== 'end'

const rows = {
  json: { title: 'any program: the notice itself', body: (notice) => notice },
  slack: { title: 'Slack', body: (notice) => ({ text: slackText(notice) }) },
  discord: {
    title: 'Discord',
    body: (notice) => ({ content: lineOf(notice).slice(0, 2000), allowed_mentions: { parse: [] } }),
  },
  teams: {
    title: 'Microsoft Teams',
    body: (notice) => ({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            version: '1.4',
            body: [{ type: 'TextBlock', text: withoutLinks(notice), wrap: true }],
          },
        },
      ],
    }),
  },
  mattermost: { title: 'Mattermost', body: (notice) => ({ text: withoutCalls(notice) }) },
  rocketchat: { title: 'Rocket.Chat', body: (notice) => ({ text: withoutCalls(notice) }) },
  'google-chat': { title: 'Google Chat', body: (notice) => ({ text: withoutAngles(notice) }) },
  telegram: { title: 'Telegram, with chat_id in the address', body: (notice) => ({ text: lineOf(notice) }) },
  gotify: {
    title: 'Gotify',
    body: (notice) => ({ title: `tos ${notice.event}`, message: lineOf(notice), priority: isUrgent(notice) ? 8 : 4 }),
  },
  ntfy: {
    title: 'ntfy, with the topic in the address',
    body: lineOf,
    headers: (notice) => ({ title: `tos ${notice.event}`, priority: isUrgent(notice) ? 'high' : 'default' }),
  },
} as const satisfies Record<string, ChatRow>

export type ChatName = keyof typeof rows
export const chatNames = Object.keys(rows) as ChatName[]
export const chatRow = (name: ChatName): ChatRow => rows[name]
