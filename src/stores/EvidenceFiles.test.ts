import { answeringApi, type Sent } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import type { ChosenFile, PhoneFiles } from '../platform/types';
import { EvidenceFiles } from './EvidenceFiles';

const limits = { bytesMax: 100, filesMax: 2, partBytes: 30 };

function aFile(bytes: number, name = 'proof.jpg'): ChosenFile {
  const content = Buffer.from(Array.from({ length: bytes }, (_, index) => index));
  return {
    name,
    bytes,
    path: `tmp/${name}`,
    kind: 'photo',
    read: async (offset, length) => content.subarray(offset, offset + length).toString('base64'),
  };
}

function evidenceOver(answer: (sent: Sent) => unknown, chosen: readonly ChosenFile[]) {
  const { api, sent } = answeringApi(answer);
  const pauses: number[] = [];
  const asked: number[] = [];
  const files: PhoneFiles = {
    choosePhotos: async (most) => {
      asked.push(most);
      return chosen;
    },
    chooseDocuments: async () => [],
    canChooseDocuments: true,
    keep: async () => '',
    drop: () => undefined,
    showDocument: async () => undefined,
  };
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  const evidence = new EvidenceFiles({ api, files, limits: () => limits, pause });
  const uploads = () =>
    sent
      .filter(({ operation }) => operation === 'uploadEvidence')
      .map(({ input }) => input as { evidence: string; part: number; parts: number; data: string });
  return { evidence, sent, uploads, pauses, asked };
}

const offline = () => {
  throw new ApiError('TRY_AGAIN', { offline: true });
};

describe('a file on its way', () => {
  it('goes in parts that are the file when they are put together', async () => {
    const { evidence, uploads } = evidenceOver(() => ({ received: 1 }), [aFile(70)]);

    await evidence.choose('photo');

    expect(uploads().map(({ part, parts }) => [part, parts])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    const whole = Buffer.concat(uploads().map(({ data }) => Buffer.from(data, 'base64')));
    expect(whole.equals(Buffer.from(Array.from({ length: 70 }, (_, index) => index)))).toBe(true);
    expect(new Set(uploads().map((upload) => upload.evidence)).size).toBe(1);
    expect(evidence.arrived).toEqual([uploads()[0]!.evidence]);
    expect(uploads()[0]!.evidence).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('stops where the network is lost, and goes on with the part that is missing', async () => {
    let lost = true;
    const { evidence, uploads } = evidenceOver(
      ({ input }) => ((input as { part: number }).part === 1 && lost ? offline() : { received: 1 }),
      [aFile(70)],
    );
    await evidence.choose('photo');
    expect(evidence.files[0]).toMatchObject({ status: 'stopped', sent: 1 });
    expect(evidence.settled).toBe(false);

    lost = false;
    await evidence.resume();

    expect(evidence.files[0]).toMatchObject({ status: 'arrived', sent: 3 });
    expect(uploads().map(({ part }) => part)).toEqual([0, 1, 1, 2]);
  });

  it('that is no good says why, takes no room, and leaves the others alone', async () => {
    const { evidence, asked } = evidenceOver(
      ({ input }) => {
        if ((input as { parts: number }).parts === 1) throw new ApiError('EVIDENCE_TYPE_NOT_ALLOWED');
        return { received: 1 };
      },
      [aFile(9, 'bad.jpg'), aFile(70, 'good.jpg'), aFile(70, 'one-too-many.jpg')],
    );

    await evidence.choose('photo');

    expect(evidence.files.map(({ status }) => status)).toEqual(['refused', 'arrived']);
    expect(evidence.files[0]?.error?.code).toBe('EVIDENCE_TYPE_NOT_ALLOWED');
    expect(evidence.settled).toBe(true);
    expect(evidence.arrived).toHaveLength(1);
    expect([asked, evidence.room]).toEqual([[2], 1]);
  });

  it('waits as long as the service asks, and sends the same part again', async () => {
    let refused = false;
    const { evidence, uploads, pauses } = evidenceOver(() => {
      if (refused) return { received: 1 };
      refused = true;
      throw new ApiError('TOO_MANY_REQUESTS', { details: { retryAfterSeconds: 7 } });
    }, [aFile(30)]);

    await evidence.choose('photo');

    expect(pauses).toEqual([7000]);
    expect(uploads().map(({ part }) => part)).toEqual([0, 0]);
    expect(evidence.arrived).toHaveLength(1);
  });

  it('is deleted at the service when it is taken away, but not when it never got there', async () => {
    const { evidence, sent } = evidenceOver(
      ({ input }) => ((input as { parts?: number }).parts === 1 ? offline() : { received: 1 }),
      [aFile(70), aFile(9)],
    );
    await evidence.choose('photo');
    const [arrived, stopped] = evidence.files;

    await evidence.remove(stopped!.id);
    await evidence.remove(arrived!.id);

    const removed = sent.filter(({ operation }) => operation === 'removeEvidence');
    expect(removed.map(({ input }) => input)).toEqual([{ evidence: arrived!.id }]);
    expect(evidence.files).toEqual([]);
  });
});
