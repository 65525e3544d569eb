import type { Request } from '../../contract/requests';
import { Citizen } from '../miniprogram/support/Citizen';
import { BOOK } from '../miniprogram/support/ids';
import { aPhotoToChoose } from '../miniprogram/support/proofs';
import { openWeb, type Web } from './openWeb';
import type { Visiting, Visitor } from './Visitor';

let web: Web;
let visitors: Visitor[] = [];

beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

afterEach(async () => {
  const { currentTestName = 'story' } = expect.getState();
  await Promise.all(visitors.map((visitor, index) => visitor.picture(`${currentTestName} ${index + 1}`)));
  const faults = visitors.flatMap((visitor) => visitor.faults);
  await Promise.all(visitors.map((visitor) => visitor.close()));
  visitors = [];
  expect(faults).toEqual([]);
});

async function open(visiting: Visiting): Promise<Visitor> {
  const visitor = await web.open(visiting);
  visitors.push(visitor);
  return visitor;
}

it('a citizen books, comes back to it by its address, keeps it in a calendar and cancels', async () => {
  const me = await Citizen.onTheWeb(web.address, 'wang');
  await me.savePerson({ name: '王小明' });
  const visitor = await open({ page: 'pages/home/index', name: 'wang' });
  await visitor.tap('.option');
  await visitor.arrivesAt('pages/confirm/index');
  await visitor.tap(BOOK);
  await visitor.arrivesAt('pages/reservation/index');
  await visitor.reads('#status', '已预约');
  await visitor.sees('#qr');

  await visitor.reload();
  await visitor.reads('#status', '已预约');
  expect(await visitor.takeFile('#calendar')).toMatch(/BEGIN:VEVENT.*SUMMARY:.*END:VEVENT/s);

  await visitor.tap('#cancel');
  await visitor.tap('.taro-model__confirm');
  await visitor.reads('#status', '已取消');
  expect((await me.reservations()).map(({ status }) => status)).toEqual(['cancelled']);
  // Opened by its address there is no page to go back to.
  await visitor.tap('#back');
  await visitor.arrivesAt('pages/home/index');
  await visitor.sees('.option');
  await visitor.seesNo('#back');
});

it('someone in a hurry uploads the proof, and the hall can look at it', async () => {
  const me = await Citizen.onTheWeb(web.address, 'zhao');
  await me.savePerson({ name: '赵敏' });
  const visitor = await open({ page: 'requests/submit/index', name: 'zhao' });
  await visitor.tap('#reason-funeral');
  const { name, content } = aPhotoToChoose();
  const file = { name, mimeType: 'image/png', buffer: Buffer.from(content, 'base64') };
  await visitor.chooseFile('#add-photo', file);
  await visitor.sees('#file-arrived');
  await visitor.sees('.evidence__picture');
  await visitor.tap('#send-request:not(.button--disabled)');
  await visitor.arrivesAt('requests/detail/index');
  await visitor.reads('#request-status', '审核中');

  const { requests } = await me.call<{ requests: Request[] }>('requests', 'listMine', {});
  const [{ id: request, hall, evidence }] = requests as [Request];
  const look = { hall, request, evidence: evidence[0]!.id };
  const { data } = await (await Citizen.onDuty(web.address, hall)).call<{ data: string }>(
    'desk',
    'openEvidence',
    look,
  );
  expect(Buffer.from(data, 'base64').subarray(1, 4).toString()).toBe('PNG');
});

it('a clerk calls at the window, and the screen in the hall shows it, also when it was cut off', async () => {
  const { number } = await (await Citizen.onTheWeb(web.address)).takeTicket('xihu');
  const size = { width: 1_280, height: 720 };
  const screen = await open({ page: 'pages/display/index?hall=xihu', size });
  await screen.sees('#nobody');

  const clerk = await open({ page: 'desk/enter/index' });
  await clerk.tap('#enter-demo');
  await clerk.reads('#post', '大厅组长');
  await clerk.tap('#go-window');
  await clerk.tap('#window-4');
  await clerk.tap('#sit-down');
  await clerk.tap('#callNext');
  await clerk.reads('#ticket-number', number);
  // Nobody touches the screen.
  await screen.reads(`#call-${number}`, '→4窗口');

  await screen.setOffline(true);
  await screen.reads('#old', '网络不通');
  await clerk.tap('#start');
  await clerk.tap('#complete');
  await screen.setOffline(false);
  await screen.sees('#nobody');
});
