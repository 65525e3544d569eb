import { type FiguredPage, figuredPages, fillAccount } from '../miniprogram/figures/figuredPages';
import { Citizen } from '../miniprogram/support/Citizen';
import { aPhotoToChoose } from '../miniprogram/support/proofs';
import { aPng } from '../support/evidenceFiles';
import { openWeb, type Web } from './openWeb';
import { routesOfTheWeb } from './routesOfTheWeb';
import type { Visiting, Visitor } from './Visitor';

/** Pages of the web alone. */
const webPages: readonly FiguredPage[] = [
  { route: 'pages/display/index', query: () => '?hall=xihu', complete: '#nobody, [id^="call-"]' },
];
const pages = [...figuredPages, ...webPages];

/** Scripts and styles of the first page, compressed: 197 KB when this was written. Bytes. */
const FIRST_PAGE = 205 * 1024;

let web: Web;
const visitors: Visitor[] = [];

beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());
afterEach(async () => {
  const { currentTestName = 'story' } = expect.getState();
  const faults = visitors.flatMap((visitor) => visitor.faults);
  for (const [index, visitor] of visitors.splice(0).entries()) {
    await visitor.picture(`${currentTestName} ${index + 1}`);
    await visitor.close();
  }
  expect(faults).toEqual([]);
});

async function open(visiting: Visiting): Promise<Visitor> {
  const visitor = await web.open(visiting);
  visitors.push(visitor);
  return visitor;
}

/** A browser in which a post of this kind has entered the desk. */
async function openDesk(
  role: 'lead' | 'supervisor',
  visiting: Pick<Visiting, 'codeInSight'> = {},
): Promise<Visitor> {
  const visitor = await open({ page: 'desk/enter/index', name: `full-${role}`, ...visiting });
  await visitor.tap(`#demo-${role}`);
  await visitor.tap('#enter-demo');
  await visitor.sees('#post');
  return visitor;
}

/** Gives somebody a post, so that the list of posts has one. */
async function employSomebody(): Promise<void> {
  const supervisor = await Citizen.onDuty(web.address, '*');
  const post = { role: 'clerk', hall: 'xihu' };
  const { code } = await supervisor.call<{ code: string }>('oversight', 'inviteStaff', post);
  await (await Citizen.onTheWeb(web.address)).call('identity', 'bindStaff', { code });
}

it('knows every page of the web', () => {
  expect(pages.map(({ route }) => route).sort()).toEqual([...routesOfTheWeb()].sort());
});

it('opens every page under the headers of the host without a fault', async () => {
  const account = await fillAccount(await Citizen.onTheWeb(web.address, 'full'));
  await employSomebody();
  const who = {
    citizen: await open({ page: 'pages/home/index', name: 'full' }),
    lead: await openDesk('lead'),
    supervisor: await openDesk('supervisor'),
  };
  for (const { route, query, complete, desk, tap } of pages) {
    const visitor = who[desk === undefined ? 'citizen' : desk === true ? 'lead' : 'supervisor'];
    await visitor.goTo(`${route}${query?.(account) ?? ''}`);
    await visitor.sees(complete);
    await visitor.settles();
    if (tap === undefined) continue;
    await visitor.tap(tap.at);
    await visitor.sees(tap.shows.replace('#modal-confirm', '.taro-model__confirm'));
    await visitor.settles();
    // What stays set on the phone is set back for the next page.
    if (tap.shows === '.screen--elder') await visitor.tap(tap.at);
  }
});

it('sends the first page compressed, and only what it shows', async () => {
  const citizen = await open({ page: 'pages/home/index', name: 'full' });
  await citizen.sees('.option');
  await citizen.settles();
  const bytes = await citizen.downloaded();
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(FIRST_PAGE);
});

it('shows the pictures that somebody chose: small, as large as the page, and to the hall', async () => {
  const me = await Citizen.onTheWeb(web.address, 'photo');
  await me.savePerson({ name: '赵敏' });
  const citizen = await open({ page: 'requests/submit/index', name: 'photo' });
  await citizen.tap('#reason-funeral');
  const { name, content } = aPhotoToChoose();
  const buffer = Buffer.from(content, 'base64');
  await citizen.chooseFile('#add-photo', { name, mimeType: 'image/png', buffer });
  await citizen.seesPictures('.evidence__picture');
  await citizen.tap('.evidence__look');
  await citizen.seesPictures('.preview-image');

  const { id } = await me.ask('funeral', 'xihu', aPng());
  const lead = await openDesk('lead');
  await lead.goTo(`desk/review/request/index?id=${id}`);
  await lead.tap('#open-paper');
  await lead.seesPictures('#picture');
  await lead.tap('#picture');
  await lead.seesPictures('.preview-image');
});

it('scans the code at the entrance with the camera', async () => {
  const lead = await Citizen.onDuty(web.address, 'xihu');
  const { entranceCode } = await lead.call<{ entranceCode: string }>('desk', 'today', { hall: 'xihu' });
  const citizen = await open({ page: 'queue/take/index', name: 'full', codeInSight: entranceCode });
  await citizen.tap('#scan');
  await citizen.seesCamera();
  await citizen.sees('#scanned');
});

it('lets the desk scan, and type what no camera reads', async () => {
  const lead = await openDesk('lead', { codeInSight: 'not one of ours' });
  await lead.goTo('desk/today/index');
  await lead.tap('#scan');
  await lead.seesCamera();
  await lead.sees('.taro__toast p');
  await lead.tap('#type-code');
  await lead.write('#code', 'ABCD');
  await lead.sees('#check-in-code:not(.button--disabled)');
});

it('finds where the phone is', async () => {
  const position = { longitude: 120.13, latitude: 30.27 };
  const citizen = await open({ page: 'pages/nearest/index', name: 'full', position });
  await citizen.tap('#where');
  await citizen.tap('#where-locate');
  await citizen.reads('#where', '我的大概位置');
});
