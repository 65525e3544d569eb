import { fire } from '../viewEvents';
import { define, PhoneElement } from './define';
import type { Form } from './fields';

/** What buttons and links ask of the phone around them. */
export interface PhoneServices {
  share(button: HTMLElement): void;
  /** Runs an API by its name, as the app itself could. */
  call(api: string, options: Record<string, unknown>): Promise<unknown>;
}

let services: PhoneServices | undefined;

export function serveButtons(by: PhoneServices): void {
  services = by;
}

/** Opening something of the phone's own: which API answers, and the event that carries the answer. */
const openTypes: Readonly<Record<string, { readonly api: string; readonly event: string }>> = {
  getPhoneNumber: { api: 'getPhoneNumber', event: 'getphonenumber' },
  getAuthorize: { api: 'getPhoneNumber', event: 'getauthorize' },
  openSetting: { api: 'openSetting', event: 'opensetting' },
};

export class PhoneButton extends PhoneElement {
  override tapped(): void {
    const form = this.closest<Form>('wx-form');
    const formType = this.words('form-type');
    if (form !== null && formType === 'submit') form.submit(this);
    if (form !== null && formType === 'reset') form.reset();
    const openType = this.words('open-type');
    if (openType === 'share') services?.share(this);
    const opened = openTypes[openType];
    if (opened === undefined) return;
    services?.call(opened.api, {}).then(
      (answer) => fire(this, opened.event, answer),
      (failure: unknown) => fire(this, opened.event, failure),
    );
  }
}

const navigations: Readonly<Record<string, string>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

class Navigator extends PhoneElement {
  override tapped(): void {
    const api = navigations[this.words('open-type') || 'navigate'] ?? 'navigateTo';
    services
      ?.call(api, { url: this.words('url'), delta: Number(this.words('delta') || 1) })
      .catch(() => undefined);
  }
}

export function defineButtons(): void {
  define('button', PhoneButton);
  define('navigator', Navigator);
}
