import type { Phone } from '../host/driver/Phone';
import type { Launch } from '../host/page/launch';
import { Citizen } from '../support/Citizen';
import { invite } from '../support/Clerk';
import type { Story } from '../support/journey';
import { readShared } from '../support/shared';
import type { FiguredPage, FullAccount } from './figuredPages';

type Owner = Pick<Story, 'account' | 'citizen' | 'platform'>;

/** Opens page after page, each in an app that was just started: on one phone for everybody who may see them. */
export function pageOpener(
  story: Owner & Pick<Story, 'open'>,
  full: FullAccount,
  screen?: { readonly sharp: boolean },
) {
  const phones = new Map<FiguredPage['desk'], Phone>();

  return async (page: FiguredPage, launch: Partial<Launch> = {}): Promise<Phone> => {
    const owned = page.desk === undefined ? {} : await deskOf(story, page.desk);
    const settings = { ...launch, ...owned, url: `/${page.route}${page.query?.(full) ?? ''}` };
    const known = phones.get(page.desk);
    await known?.launchAgain(settings);
    const phone = known ?? (await story.open(settings, screen));
    phones.set(page.desk, phone);
    await phone.sees(page.complete);
    await phone.settles();
    return phone;
  };
}

type Held = Pick<Launch, 'citizen' | 'storage'>;

const desks = new Map<string, Held>();

/** The phone of somebody who leads a hall, or watches over all of them, and has entered the desk. */
async function deskOf({ account, citizen, platform }: Owner, desk: true | 'supervisor'): Promise<Held> {
  const supervises = desk === 'supervisor';
  // An account has one post.
  const name = supervises ? `${citizen}-s` : citizen;
  const known = desks.get(name);
  if (known !== undefined) return known;
  const [role, hall] = supervises ? (['supervisor', '*'] as const) : (['lead', 'xihu'] as const);
  const owner = supervises ? await Citizen.onPhone(readShared().service, platform, name) : await account();
  await owner.call('identity', 'bindStaff', { code: await invite(role, hall) });
  const {
    token,
    refreshToken,
    account: staff,
  } = await owner.call<{
    token: string;
    refreshToken: string;
    account: { id: string };
  }>('identity', 'enterDesk', {});
  const expiresAt = Date.now() + 3_600_000;
  const session = { role, hall, account: staff.id, token, refreshToken, expiresAt };
  const held = { citizen: name, storage: { 'desk-session': session } };
  desks.set(name, held);
  return held;
}
