// Limits of teams and projects: loops at a time, money of a day (UTC), model requests of a minute. Asked before the act.

export const boundsMigration = `
alter table tos.limits rename column team to name;
alter table tos.limits drop constraint limits_pkey;
alter table tos.limits add column kind text not null default 'team' check (kind in ('team', 'project'));
alter table tos.limits alter column max_running drop not null;
alter table tos.limits add column usd_per_day double precision check (usd_per_day >= 0);
alter table tos.limits add column requests_per_min int check (requests_per_min >= 1);
alter table tos.limits add primary key (kind, name);
alter table tos.loop add column postponed boolean not null default false;

create table tos.spent (
  kind text not null,
  name text not null,
  day date not null default (clock_timestamp() at time zone 'UTC')::date,
  usd double precision not null,
  primary key (kind, name, day)
);
create table tos.asked (
  kind text not null,
  name text not null,
  at timestamptz not null default clock_timestamp()
);
create index asked_at on tos.asked (kind, name, at);

create function tos.spent_today(of_kind text, of_name text) returns double precision language sql stable as $$
  select coalesce(sum(usd), 0) from tos.spent
  where kind = of_kind and name = of_name and day = (clock_timestamp() at time zone 'UTC')::date
$$;

create function tos.may_ask(of_team text, of_project text, times int) returns text language plpgsql as $$
declare
  bound record;
begin
  for bound in
    select * from tos.limits as l where (l.kind, l.name) in (('team', of_team), ('project', of_project))
    order by l.kind
  loop
    -- One asker at a time.
    perform pg_advisory_xact_lock(7461018, hashtext(bound.kind || ':' || bound.name));
    if bound.usd_per_day <= tos.spent_today(bound.kind, bound.name) then return 'spent'; end if;
    delete from tos.asked as a where a.kind = bound.kind and a.name = bound.name and a.at < clock_timestamp() - interval '1 minute';
    if bound.requests_per_min <= (select count(*) from tos.asked as a where a.kind = bound.kind and a.name = bound.name)
    then return 'wait'; end if;
  end loop;
  insert into tos.asked (kind, name)
    select l.kind, l.name from tos.limits as l, generate_series(1, times)
    where (l.kind, l.name) in (('team', of_team), ('project', of_project)) and l.requests_per_min is not null;
  return 'held';
end $$;

create function tos.spend(of_team text, of_project text, more double precision) returns void language sql as $$
  insert into tos.spent (kind, name, usd)
    select kind, name, more from (values ('team', of_team), ('project', of_project)) as who (kind, name) where name <> ''
    on conflict (kind, name, day) do update set usd = tos.spent.usd + excluded.usd
$$;

create or replace function tos.append(
  wanted uuid, given int, named text, nth int, seqs bigint[], lines text[],
  made text, packed bytea, seen jsonb, cost double precision
) returns text language plpgsql as $$
declare
  before record;
  asks int;
  said text;
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
  -- What is on record already was counted then.
  select count(*) into asks from unnest(seqs, lines) as come (seq, line)
    where come.seq > before.seq and come.line like '%"type":"model.asked"%';
  if asks > 0 then
    said := tos.may_ask(before.team, before.project, asks);
    if said <> 'held' then return said; end if;
  end if;
  if cost > before.cost_usd then perform tos.spend(before.team, before.project, cost - before.cost_usd); end if;
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

`
