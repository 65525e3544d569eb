import { randomUUID } from 'node:crypto';
import { type Browser, chromium } from 'playwright-core';
import type { CompiledProgram } from '../host/compile/compileProgram';
import { eventually } from '../host/driver/eventually';
import { type Network, openNetwork } from '../host/driver/network';
import { openPhone } from '../host/driver/openPhone';
import type { Phone } from '../host/driver/Phone';
import { openPhoneServer, type PhoneServer } from '../host/driver/phoneServer';
import type { Launch } from '../host/page/launch';
import { type Platform, platforms } from '../host/program';
import { builtProgram } from './builtProgram';
import { Citizen } from './Citizen';
import { faultsOf } from './faults';
import { keepEvidence } from './keepEvidence';
import { privacyGuide } from './privacyGuide';
import { readShared } from './shared';

/** The address that the builds ask; see `config/index.ts`. */
const BUILT_FOR = 'http://127.0.0.1:3000';

/** One person's way through the app on one platform. */
export interface Story {
  readonly platform: Platform;
  /** Who holds the phone; nobody else has this name. */
  readonly citizen: string;
  readonly network: Network;
  /** Opens the app on a phone of its own; with `sharp` its pictures are for people to look at. */
  open(launch?: Partial<Launch>, screen?: { readonly sharp: boolean }): Promise<Phone>;
  /** The same person through the service's own interface. */
  account(): Promise<Citizen>;
  /** Somebody else. */
  stranger(): Promise<Citizen>;
}

export interface StoryRun {
  readonly platform: Platform;
  readonly compiled: CompiledProgram;
  /** See `openPhone`; a test that wants a failure has less. */
  readonly patience?: number;
  /** A failure that is wanted: the story ends as soon as it shows, and leaves no pictures and logs. */
  readonly until?: RegExp;
}

/** Tells a story on both platforms. It fails on any error, unlisted warning or forbidden call, too. */
export function journey(title: string, tell: (story: Story) => Promise<void>): void {
  describe(title, () => {
    test.each(platforms)('%s', async (platform) => {
      const faults = await tellStory({ platform, compiled: builtProgram(platform) }, title, tell);
      if (faults.length > 0) throw new Error(faults.join('\n\n'));
    });
  });
}

/** Tells a story on one build and gives what was wrong: where the story broke, and what a tester would report. */
export async function tellStory(
  { platform, compiled, patience = 15_000, until }: StoryRun,
  title: string,
  tell: (story: Story) => Promise<void>,
): Promise<readonly string[]> {
  const { service, pageScript } = readShared();
  const citizen = `c-${randomUUID().slice(0, 13)}`;
  const network = openNetwork({ service, builtFor: BUILT_FOR });
  const phones: Phone[] = [];
  let over = false;
  const [browser, server] = await Promise.all([openBrowser(), openServer()]);
  const story: Story = {
    platform,
    citizen,
    network,
    async open(launch = {}, { sharp } = { sharp: false }) {
      const settings = { citizen, privacyGuide, ...launch };
      const density = sharp ? 2 : 1;
      const parts = { browser, server, compiled, pageScript, network, patience, density } as const;
      const phone = await openPhone({ ...parts, launch: settings });
      phones.push(phone);
      if (over) throw new Error('The story is over.');
      return phone;
    },
    account: () => Citizen.onPhone(service, platform, citizen),
    stranger: () => Citizen.onTheWeb(service),
  };
  const reported = async () => [
    ...compiled.warnings.map(({ file, message }) => `${file}: ${message}`),
    ...(await Promise.all(phones.map(faultsOf))).flat(),
  ];
  const told = tell(story).then(
    () => [],
    (error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  );
  const outcome = await (until === undefined ? told : Promise.race([told, shows(until, reported, told)]));
  const faults = [...outcome, ...(await reported())];
  if (faults.length > 0 && until === undefined) {
    await keepEvidence(`${title} ${platform}`, phones, network, faults);
  }
  over = true;
  await Promise.all(phones.map((phone) => phone.close()));
  // A story that was cut short may have been opening a phone.
  await told;
  await Promise.all(phones.map((phone) => phone.close()));
  return faults;
}

/** Waits until a fault says this, or the story is over without. */
async function shows(
  wanted: RegExp,
  faults: () => Promise<readonly string[]>,
  told: Promise<string[]>,
): Promise<string[]> {
  let over = false;
  void told.then(() => {
    over = true;
  });
  await eventually(Number.POSITIVE_INFINITY, async () => {
    if (!over && !wanted.test((await faults()).join('\n'))) throw new Error('It does not show yet.');
  });
  return [];
}

let connection: Promise<Browser> | undefined;

function openBrowser(): Promise<Browser> {
  connection ??= chromium.connect(readShared().browser);
  return connection;
}

let phoneServer: Promise<PhoneServer> | undefined;

function openServer(): Promise<PhoneServer> {
  phoneServer ??= openPhoneServer();
  return phoneServer;
}

afterAll(async () => {
  await (await connection)?.close();
  await (await phoneServer)?.close();
});
