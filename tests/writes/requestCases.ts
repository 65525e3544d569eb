import { newId } from '../../cloudfunctions/_runtime/ids';
import type { Company, Request } from '../../contract/requests';
import { aPdf } from '../support/evidenceFiles';
import { someoneNew } from '../support/queue';
import type { Citizen } from '../support/service';
import type { Cases, World } from './world';

const creditCode = '91330100799655058B';

const aFile = () => ({ evidence: newId(), part: 0, parts: 1, data: aPdf().toString('base64') });

async function uploaded(by: Citizen): Promise<string> {
  const file = aFile();
  await by.get('requests', 'uploadEvidence', file);
  return file.evidence;
}

async function aWish(by: Citizen) {
  return {
    kind: 'urgent' as const,
    reason: 'funeral',
    hall: 'city',
    people: [{ person: someoneNew(), services: ['passport' as const] }],
    evidence: [await uploaded(by)],
  };
}

export async function submitted(by: Citizen): Promise<string> {
  const sent = await by.get<{ request: Request }>('requests', 'submit', await aWish(by));
  return sent.request.id;
}

async function aCompany(world: World) {
  const by = await world.citizen();
  const saved = { name: '杭州示例有限公司', creditCode };
  const { company } = await by.get<{ company: Company }>('requests', 'saveCompany', saved);
  return { by, company: company.id };
}

export const requestCases: Cases['requests'] = {
  async uploadEvidence(world) {
    const input = aFile();
    return {
      by: await world.citizen(),
      input,
      other: { ...input, data: aPdf({ pages: 2 }).toString('base64') },
    };
  },
  async removeEvidence(world) {
    const by = await world.citizen();
    return { by, input: { evidence: await uploaded(by) }, other: { evidence: await uploaded(by) } };
  },
  async submit(world) {
    const by = await world.citizen();
    const input = await aWish(by);
    return { by, input, other: { ...input, statement: '奔丧' } };
  },
  async withdraw(world) {
    const by = await world.citizen();
    return { by, input: { request: await submitted(by) }, other: { request: await submitted(by) } };
  },
  async appeal(world) {
    const by = await world.citizen();
    const request = await submitted(by);
    const lead = await world.staff('city');
    await lead.get('desk', 'review', { hall: 'city', request, decision: 'refused', note: '请补材料' });
    return { by, input: { request, reason: '已补齐' }, other: { request, reason: '请再看看' } };
  },
  saveCompany: async (world) => ({
    by: await world.citizen(),
    input: { name: '杭州示例有限公司', creditCode },
    other: { name: '杭州另一有限公司', creditCode },
  }),
  async inviteToCompany(world) {
    const { by, company } = await aCompany(world);
    return { by, input: { company }, other: { company: newId() } };
  },
  async joinCompany(world) {
    const { by, company } = await aCompany(world);
    const { code } = await by.get<{ code: string }>('requests', 'inviteToCompany', { company });
    return { by: await world.citizen(), input: { code }, other: { code: '23456789' } };
  },
  async leaveCompany(world) {
    const { by, company } = await aCompany(world);
    return { by, input: { company }, other: { company: newId() } };
  },
};
