// Row security by team. The owner of the tables passes; `tos.sees` asks who the database knows, not what a client says.

export const peopleMigration = `
create table tos.member (
  person text not null,
  team text not null,
  primary key (person, team)
);
create function tos.sees(of_team text) returns boolean language sql stable security definer set search_path = '' as $$
  select not exists (select 1 from tos.member where person = session_user)
    or exists (select 1 from tos.member where person = session_user and team = of_team)
$$;
create function tos.works() returns boolean language sql stable as $$
  select exists (select 1 from pg_roles where rolname = 'tos_worker' and pg_has_role(session_user, oid, 'member'))
$$;
create function tos.sees_loop(named text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select 1 from tos.loop where name = named and tos.sees(team))
$$;
alter table tos.loop enable row level security;
alter table tos.event enable row level security;
alter table tos.pack enable row level security;
alter table tos.request enable row level security;
alter table tos.schedule enable row level security;
create policy seen on tos.loop for select using (tos.sees(team));
create policy changed on tos.loop for update using (tos.sees(team));
create policy own on tos.loop for insert with check (tos.sees(team) and (submitted_by = session_user or tos.works()));
create policy seen on tos.event using (tos.sees_loop(loop));
create policy seen on tos.pack using (tos.sees_loop(loop));
create policy seen on tos.request using (tos.sees_loop(loop));
create policy seen on tos.schedule using (tos.sees(team));
`
