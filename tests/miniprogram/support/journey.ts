import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { type CompiledProgram, compileProgram } from '../host/compile/compileProgram';
import { type Network, openNetwork } from '../host/driver/network';
import { openPhone } from '../host/driver/openPhone';
import type { Phone } from '../host/driver/Phone';
import type { Launch } from '../host/page/launch';
import { type Platform, platforms } from '../host/program';
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
  /** Opens the app on a phone of its own. */
  open(launch?: Partial<Launch>): Promise<Phone>;
  /** The same person through the service's own interface. */
  account(): Promise<Citizen>;
  /** Somebody else. */
  stranger(): Promise<Citizen>;
}

export interface StoryRun {
  readonly platform: Platform;
  readonly compiled: CompiledProgram;
}

/** Tells a story on both platforms. It fails on any error, unlisted warning or forbidden call, too. */
export function journey(title: string, tell: (story: Story) => Promise<void>): void {
  describe(title, () => {
    test.each(platforms)('%s', async (platform) => {
      const { faults, phones } = await tellStory({ platform, compiled: builtProgram(platform) }, title, tell);
      expect(faults).toEqual([]);
      expect(phones).toBeGreaterThan(0);
    });
  });
}

/** Tells a story on one build and gives what was wrong with it; rejects when the story itself fails. */
export async function tellStory(
  { platform, compiled }: StoryRun,
  title: string,
  tell: (story: Story) => Promise<void>,
): Promise<{ readonly faults: readonly string[]; readonly phones: number }> {
  const { service, pageScript } = readShared();
  const citizen = `c-${randomUUID().slice(0, 13)}`;
  const network = openNetwork({ service, builtFor: BUILT_FOR });
  const phones: Phone[] = [];
  const browser = await openBrowser();
  const story: Story = {
    platform,
    citizen,
    network,
    async open(launch = {}) {
      const settings = { citizen, privacyGuide, ...launch };
      const phone = await openPhone({ browser, compiled, pageScript, network, launch: settings });
      phones.push(phone);
      return phone;
    },
    account: () => Citizen.onPhone(service, platform, citizen),
    stranger: () => Citizen.onTheWeb(service),
  };
  try {
    await tell(story);
    const faults = [
      ...compiled.warnings.map(({ file, message }) => `${file}: ${message}`),
      ...(await Promise.all(phones.map(faultsOf))).flat(),
    ];
    if (faults.length > 0) await keepEvidence(`${title} ${platform}`, phones, network, faults);
    return { faults, phones: phones.length };
  } catch (error) {
    await keepEvidence(`${title} ${platform}`, phones, network, [String(error)]);
    throw error;
  } finally {
    await Promise.all(phones.map((phone) => phone.close()));
  }
}

const compiledPrograms = new Map<Platform, CompiledProgram>();

/** What `taro build` wrote for a platform. */
export function builtProgram(platform: Platform): CompiledProgram {
  const known = compiledPrograms.get(platform);
  if (known !== undefined) return known;
  const compiled = compileProgram(platform, path.resolve(__dirname, '../../../dist', platform));
  compiledPrograms.set(platform, compiled);
  return compiled;
}

let connection: Promise<Browser> | undefined;

function openBrowser(): Promise<Browser> {
  connection ??= chromium.connect(readShared().browser);
  return connection;
}

afterAll(async () => {
  await (await connection)?.close();
});
