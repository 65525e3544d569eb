import { newId } from '../../cloudfunctions/_runtime/ids';
import { aJpeg, jpegSegment } from '../support/evidenceFiles';
import { freshPostgres } from '../support/postgresDatabase';
import { openService } from '../support/service';

it('gives each of the calls that send the last part at once the same file', async () => {
  const postgres = await freshPostgres(16);
  const service = await openService(postgres.database, '2026-11-23T09:00:00+08:00');
  const photo = aJpeg({ notes: [jpegSegment(0xe2, Buffer.alloc(9_000, 7))] });
  const half = Math.floor(photo.length / 6) * 3;
  const halves = [photo.subarray(0, half), photo.subarray(half)].map((part) => part.toString('base64'));
  for (let round = 0; round < 25; round += 1) {
    const citizen = await service.citizen(`sender-${round % 5}`);
    const evidence = newId();
    const send = (part: number) =>
      citizen.reply('requests', 'uploadEvidence', { evidence, part, parts: 2, data: halves[part] });
    // Any order, each several times, all at once: those that come before the last say how much has come.
    const replies = await Promise.all([send(1), send(0), send(1), send(0), send(1), send(1)]);
    expect(replies.map((reply) => (reply.ok ? 'OK' : reply.error.code))).toEqual(Array(6).fill('OK'));
    const again = await send(1);
    expect(again).toMatchObject({ ok: true, data: { received: 2, evidence: { id: evidence } } });
  }
  await postgres.drop();
}, 120_000);

it('never refuses for what was given up: the oldest files that no request took make room', async () => {
  const postgres = await freshPostgres(4);
  const service = await openService(postgres.database, '2026-11-23T09:00:00+08:00');
  const citizen = await service.citizen('gives-up');
  const sent: string[] = [];
  for (let count = 0; count < 23; count += 1) {
    const evidence = newId();
    const input = { evidence, part: 0, parts: 1, data: aJpeg().toString('base64') };
    expect(await citizen.code('requests', 'uploadEvidence', input)).toBe('OK');
    sent.push(evidence);
  }
  const has = (evidence: string | undefined) => citizen.code('requests', 'getEvidence', { evidence });
  expect(await has(sent.at(-1))).toBe('OK');
  expect(await has(sent.at(-5))).toBe('OK');
  expect(await has(sent[0])).toBe('NOT_FOUND');
  await postgres.drop();
}, 60_000);
