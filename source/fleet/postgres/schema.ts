// The tables beside the queue's own: loops, journal lines, trees, requests, limits. Migrations are only ever added.

import { boundsMigration } from './schema-bounds.ts'
import { lookMigration } from './schema-look.ts'
import { peopleMigration } from './schema-people.ts'

/** The queue of loops in pg-boss. */
export const queueName = 'tos'

/** One change of the taking at a time; the number is ours. */
export const takingLock = 7_461_016

/**
 * A lease holds while its job is active under the attempt it was given, and was renewed in time by the clock of the
 * database. `append` is one round trip: fence, lines, tree, counters. It never notifies: the host does that for all
 * its loops at once.
 */
export const migrations: readonly string[] = [
  `
create table tos.loop (
  number bigint generated always as identity primary key,
  name text not null unique,
  project text not null,
  team text not null,
  submission jsonb not null,
  submitted_by text not null default session_user,
  state text not null default 'queued',
  job uuid,
  retry int not null default 0,
  attempt int not null default 0,
  fruitless int not null default 0,
  host text,
  pid int,
  exit_code int,
  seq bigint not null default 0,
  tree text,
  overview jsonb,
  cost_usd double precision not null default 0,
  submitted_at timestamptz not null default clock_timestamp(),
  at timestamptz not null default clock_timestamp()
);
create unique index loop_open on tos.loop (project) where state not in ('ended', 'poisoned');
create index loop_job on tos.loop (job);

create table tos.event (
  loop text not null references tos.loop (name) on delete cascade,
  seq bigint not null,
  attempt int not null,
  at timestamptz not null default clock_timestamp(),
  line text not null,
  primary key (loop, seq)
);
create index event_at on tos.event using brin (at);

create table tos.pack (
  loop text not null references tos.loop (name) on delete cascade,
  seq bigint not null,
  commit text not null,
  bytes bytea,
  primary key (loop, seq)
);
alter table tos.pack alter column bytes set storage external;

create table tos.request (
  id bigint generated always as identity primary key,
  loop text not null references tos.loop (name) on delete cascade,
  body jsonb not null,
  by text not null default session_user,
  at timestamptz not null default clock_timestamp(),
  taken_at timestamptz,
  attempt int not null default 0
);
create index request_open on tos.request (loop) where taken_at is null;

create table tos.host (
  name text primary key,
  version text not null,
  slots int not null,
  running int not null,
  at timestamptz not null default clock_timestamp()
);

create table tos.limits (
  team text primary key,
  max_running int not null check (max_running >= 0)
);

create function tos.holds(wanted uuid, given int) returns boolean language sql volatile as $$
  select exists (
    select 1 from pgboss.job
    where name = '${queueName}' and id = wanted and state = 'active' and retry_count = given
      and heartbeat_on + heartbeat_seconds * interval '1 second' > clock_timestamp()
    for share
  )
$$;

create function tos.append(
  wanted uuid, given int, named text, nth int, seqs bigint[], lines text[],
  made text, packed bytea, seen jsonb, cost double precision
) returns text language plpgsql as $$
declare
  before record;
  is_finish boolean := exists (select 1 from unnest(lines) as line where line like '%"type":"command.finished"%');
begin
  if not tos.holds(wanted, given) then return 'lost'; end if;
  select * into before from tos.loop where name = named and job = wanted and attempt = nth for update;
  if not found or seqs[1] > before.seq + 1 then return 'lost'; end if;
  if is_finish and made is null and before.submission -> 'origin' <> 'null' then
    raise exception 'no finish is recorded without the tree it left';
  end if;
  if exists (
    select 1 from unnest(seqs, lines) as come (seq, line)
    join tos.event as known on known.loop = named and known.seq = come.seq
    where known.line <> come.line
  ) then return 'lost'; end if;
  insert into tos.event (loop, seq, attempt, line)
    select named, come.seq, nth, come.line from unnest(seqs, lines) as come (seq, line)
    on conflict do nothing;
  if packed is not null then
    insert into tos.pack (loop, seq, commit, bytes) values (named, seqs[1], made, packed) on conflict do nothing;
  end if;
  update tos.loop set
    seq = greatest(before.seq, seqs[array_length(seqs, 1)]),
    tree = coalesce(made, before.tree),
    fruitless = case when is_finish then 0 else before.fruitless end,
    overview = coalesce(seen, before.overview),
    cost_usd = greatest(cost, before.cost_usd),
    at = clock_timestamp()
  where name = named;
  return 'held';
end $$;
`,
  `
create table tos.schedule (
  number bigint generated always as identity primary key,
  project text not null unique,
  team text not null,
  submission jsonb not null,
  cron text not null,
  zone text not null,
  tree text,
  pack bytea,
  by text not null default session_user,
  at timestamptz not null default clock_timestamp(),
  next_at timestamptz not null,
  last_at timestamptz,
  last_loop text,
  missed int not null default 0
);
`,
  boundsMigration,
  peopleMigration,
  lookMigration,
]
