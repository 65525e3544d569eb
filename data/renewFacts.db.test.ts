import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../cloudfunctions/_database/migrate';
import { openPglite } from '../cloudfunctions/_database/pgliteDatabase';
import { sql } from '../cloudfunctions/_database/sql';
import { migrationsFolder, seedHangzhou } from '../tests/support/freshDatabase';
import { hangzhou } from './hangzhou/city';

it('gives a database of before the correction the corrected facts at its next start', async () => {
  const older = mkdtempSync(path.join(tmpdir(), 'older-'));
  for (const name of readdirSync(migrationsFolder).filter((each) => each < '0080'))
    cpSync(path.join(migrationsFolder, name), path.join(older, name));
  const database = await openPglite();
  await migrate(database, older);
  const stale = JSON.stringify({ onlyFor: 'Hangzhou' });
  await database.rows(sql`insert into city (city, facts) values ('330100', '{}'::jsonb)`);
  await database.rows(sql`
    insert into service_facts (service, display_order, facts) values ('passport', 0, ${stale}::jsonb)`);
  await database.rows(sql`
    insert into city_document (city, name, facts) values ('330100', 'guide', ${stale}::jsonb)`);
  await database.rows(sql`
    insert into shortcut (city, shortcut, facts) values ('330100', 'online-renewal', ${stale}::jsonb)`);

  await migrate(database, migrationsFolder);
  await seedHangzhou(database);

  const facts = await database.rows<{ facts: unknown }>(sql`
    select facts from service_facts where service = 'passport'
    union all select facts from city_document where name = 'guide'
    union all select facts from shortcut where shortcut = 'online-renewal'`);
  expect(facts.map((row) => row.facts)).toEqual([
    hangzhou.services.services.find(({ service }) => service === 'passport'),
    hangzhou.guide,
    hangzhou.shortcuts.onlineRenewal,
  ]);
  await database.close();
  rmSync(older, { recursive: true });
});
