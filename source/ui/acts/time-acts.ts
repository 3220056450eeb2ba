// Keys that move in time: event by event, step by step. The first one back leaves the present.
import type { Act, Acts, Review } from '../app/scene.ts'

const last = ({ history }: Review): number => history.length
const to =
  (place: (review: Review) => number | undefined): Act =>
  ({ lookBack }) =>
    lookBack((review) => Math.max(1, Math.min(last(review), place(review) ?? review.seq)))

export const timeActs = {
  eventBack: to(({ seq }) => seq - 1),
  eventForward: to(({ seq }) => seq + 1),
  stopBack: to(({ history, seq }) => history.stops.findLast((stop) => stop < seq) ?? 1),
  stopForward: to((review) => review.history.stops.find((stop) => stop > review.seq) ?? last(review)),
} satisfies Acts
