// What people are told of a loop while nobody looks.

export const noticeEvents = ['question', 'end', 'deny', 'limit', 'died', 'stalled'] as const
export type NoticeEvent = (typeof noticeEvents)[number]

/** As it is sent: JSON with these keys. */
export interface Notice {
  readonly v: 1
  /** The same for every attempt and every sender: who gets it twice knows it by this. */
  readonly id: string
  readonly event: NoticeEvent | 'test'
  /** UTC. */
  readonly ts: string
  readonly root: string
  readonly host: string
  readonly loop: string
  readonly run: number
  readonly job: number | null
  readonly step: number | null
  /** One line for people. */
  readonly text: string
  /** Of an end. */
  readonly exit_code: number | null
}
