// What makes a look cheap however many loops have ended, and how far the clock of each host is off.

export const lookMigration = `
create index loop_at on tos.loop (at);
create index loop_running on tos.loop (number) where state = 'running';
alter table tos.host add column ahead_sec double precision not null default 0;
`
