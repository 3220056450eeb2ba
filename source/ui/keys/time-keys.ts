// Keys that move in time: event by event, step by step. The first one back leaves the present.
import type { Moment } from '../app/message.ts'
import { lookBack } from '../app/look-back.ts'
import { listed, type Act } from './binding.ts'

const to =
  (moment: Moment): Act =>
  (model) =>
    lookBack(model, moment)

export const timeKeys = listed([
  { action: 'eventBack', keys: [','], group: 'time', act: to({ kind: 'events', by: -1 }) },
  { action: 'eventForward', keys: ['.'], group: 'time', needs: ['review'], act: to({ kind: 'events', by: 1 }) },
  { action: 'stopBack', keys: ['<'], group: 'time', hint: 80, act: to({ kind: 'stop', by: -1 }) },
  { action: 'stopForward', keys: ['>'], group: 'time', needs: ['review'], hint: 7, act: to({ kind: 'stop', by: 1 }) },
])
