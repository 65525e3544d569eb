import type { AppConfig, Platform } from '../../program';
import type { Launch } from '../launch';
import { Failure } from './calls';

interface Permission {
  /** Must stand in `requiredPrivateInfos` of `app.json`. */
  readonly privateInfo?: true;
  /** The person is asked for this. */
  readonly scope?: string;
  /** The reason for asking must stand in `permission` of `app.json`. */
  readonly described?: true;
  /** Must be named in the privacy guide that the operator fills in on the platform. */
  readonly privacy?: string;
}

/**
 * What WeChat wants before it lets an app use something (developers.weixin.qq.com: "authorize", "privacy
 * PrivacyAuthorize", "app.json requiredPrivateInfos"). An API that is not here needs nothing.
 */
const weChatPermissions: Readonly<Record<string, Permission>> = {
  getLocation: { privateInfo: true, scope: 'scope.userLocation', described: true, privacy: 'location' },
  getFuzzyLocation: {
    privateInfo: true,
    scope: 'scope.userFuzzyLocation',
    described: true,
    privacy: 'location',
  },
  chooseLocation: { privateInfo: true, privacy: 'location' },
  choosePoi: { privateInfo: true, privacy: 'location' },
  chooseAddress: { privateInfo: true, privacy: 'address' },
  startLocationUpdate: {
    privateInfo: true,
    scope: 'scope.userLocation',
    described: true,
    privacy: 'location',
  },
  onLocationChange: { privateInfo: true, privacy: 'location' },
  addPhoneCalendar: { scope: 'scope.addPhoneCalendar', privacy: 'calendar' },
  addPhoneRepeatCalendar: { scope: 'scope.addPhoneCalendar', privacy: 'calendar' },
  saveImageToPhotosAlbum: { scope: 'scope.writePhotosAlbum', privacy: 'album' },
  chooseImage: { privacy: 'photos' },
  chooseMedia: { privacy: 'photos' },
  chooseVideo: { privacy: 'photos' },
  chooseMessageFile: { privacy: 'files' },
  getPhoneNumber: { privacy: 'phoneNumber' },
  getClipboardData: { privacy: 'clipboard' },
  setClipboardData: { privacy: 'clipboard' },
  startRecord: { scope: 'scope.record', privacy: 'microphone' },
  chooseContact: { privacy: 'contacts' },
  addPhoneContact: { privacy: 'contacts' },
};

/** The person is asked on Alipay too; the app declares nothing in its own files there. */
const alipayPermissions: Readonly<Record<string, Permission>> = {
  getLocation: { scope: 'location' },
  chooseImage: { scope: 'album' },
  scan: { scope: 'camera' },
  getPhoneNumber: { scope: 'phoneNumber' },
};

/** Gives way, or throws what a phone would answer. Asking the person is remembered as granted unless refused. */
export type Permit = (api: string) => void;

export interface Permissions {
  readonly permit: Permit;
  granted(): Readonly<Record<string, boolean>>;
  /** Asks for a scope by its name, as `authorize` does. */
  ask(scope: string): void;
}

export function createPermissions(platform: Platform, app: AppConfig, launch: Launch): Permissions {
  const table = platform === 'weapp' ? weChatPermissions : alipayPermissions;
  const asked = new Map<string, boolean>();

  function ask(scope: string): void {
    const granted = asked.get(scope) ?? !launch.refused.includes(scope);
    asked.set(scope, granted);
    if (!granted) throw new Failure('auth deny', { code: platform === 'weapp' ? 103 : 2001 });
  }

  return {
    ask,
    granted: () => Object.fromEntries(asked),
    permit(api) {
      const needed = table[api] ?? {};
      checkDeclarations(api, needed, app, launch);
      if (needed.scope !== undefined) ask(needed.scope);
    },
  };
}

function checkDeclarations(
  api: string,
  { privateInfo, scope, described, privacy }: Permission,
  app: AppConfig,
  launch: Launch,
): void {
  if (privateInfo && !app.requiredPrivateInfos.includes(api)) {
    forbid('the api need to be declared in the requiredPrivateInfos field in app.json/ext.json');
  }
  if (described && scope !== undefined && !app.describedScopes.includes(scope)) {
    forbid(`require permission desc: "${scope}" has none in app.json`);
  }
  if (privacy !== undefined && !launch.privacyGuide.includes(privacy)) {
    forbid(`api scope is not declared in the privacy agreement: ${privacy}`, 112);
  }
}

function forbid(reason: string, code = -1): never {
  throw new Failure(reason, { code, forbidden: true });
}
