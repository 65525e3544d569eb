import Taro from '@tarojs/taro';
import { toApiError } from '../api/ApiError';
import type { SettingsStore } from '../stores/SettingsStore';

/** Asks a yes-or-no question; no is also the answer when the question is dismissed. */
export async function askToConfirm({ t }: SettingsStore, content: string): Promise<boolean> {
  const { confirm } = await Taro.showModal({
    title: '',
    content,
    confirmText: t('common.confirm'),
    cancelText: t('common.cancel'),
  });
  return confirm;
}

export function say(title: string): void {
  Taro.showToast({ title, icon: 'none', duration: 2500 }).catch(() => undefined);
}

/** Says why something did not work. */
export function sayError(settings: SettingsStore, error: unknown): void {
  const { code, details } = toApiError(error);
  say(settings.error(code, details));
}
