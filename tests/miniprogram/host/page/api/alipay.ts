import { atOnce, Failure, type Options } from './calls';
import { type Apis, asLater, commonApis, completeWithRealApis } from './common';
import { USER_FOLDER } from './files';
import { type Phone, textOf } from './phone';

/** `my`: a plain object with own members, because frameworks enumerate it at start. */
export function createMy(phone: Phone): Apis {
  const apis = {
    ...commonApis(phone),
    ...asLater('alipay', {
      ...interfaceAnswers(phone),
      ...personAnswers(phone),
      ...storageAnswers(phone),
      getSystemInfo: () => systemInfo(phone),
    }),
    ...storageAtOnce(phone),
    ...asLater('alipay', { request: (options) => request(phone, options) }),
    SDKVersion: '2.9.50',
    env: { USER_DATA_PATH: USER_FOLDER },
    getFileSystemManager: atOnce('getFileSystemManager', () => phone.files.manager),
    getSystemInfoSync: atOnce('getSystemInfoSync', () => systemInfo(phone)),
    getAppIdSync: atOnce('getAppIdSync', () => ({ appId: '0' })),
    getLaunchOptionsSync: atOnce('getLaunchOptionsSync', () => ({ path: '', query: {}, scene: '1000' })),
  };
  return completeWithRealApis(apis, phone);
}

function interfaceAnswers({ stack, overlays }: Phone) {
  const ask = async ({ title, content, confirmButtonText, cancelButtonText }: Options) => {
    const confirm = await overlays.ask({
      title: String(title ?? ''),
      content: String(content ?? ''),
      confirmText: String(confirmButtonText ?? '确定'),
      cancelText: String(cancelButtonText ?? '取消'),
    });
    return { confirm };
  };
  return {
    showToast: (options: Options) =>
      overlays.toast(textOf(options, 'content'), Number(options.duration ?? 2000)),
    showLoading: ({ content }: Options) => overlays.loading(String(content ?? '')),
    confirm: ask,
    alert: async ({ title, content, buttonText }: Options) => {
      await overlays.ask({
        title: String(title ?? ''),
        content: String(content ?? ''),
        confirmText: String(buttonText ?? '确定'),
        cancelText: undefined,
      });
      return { success: true };
    },
    showActionSheet: async ({ items, cancelButtonText }: Options) => {
      const index = await overlays.choose(items as string[], String(cancelButtonText ?? '取消'));
      return { index: index ?? -1 };
    },
    setNavigationBar: ({ title, backgroundColor, frontColor }: Options) => {
      const { frame } = stack.top();
      if (typeof title === 'string') frame.title = title;
      if (typeof backgroundColor === 'string') frame.barColor = backgroundColor;
      if (typeof frontColor === 'string') frame.barTextColor = frontColor;
      stack.refreshFrame();
    },
    setBackgroundColor: () => undefined,
    hideBackHome: () => undefined,
  };
}

function personAnswers(phone: Phone) {
  const { permissions, launch } = phone;
  const permitted = (api: string) => () => {
    permissions.permit(api);
    return phone.answerOf(api);
  };
  return {
    getAuthCode: ({ scopes }: Options) => {
      const asked = Array.isArray(scopes) ? scopes : [scopes];
      // Anything but the silent scope needs a permission package of the operator.
      if (asked.some((scope) => scope !== 'auth_base')) {
        throw new Failure(`the app may not ask for ${asked.join(', ')}`, { code: 11, forbidden: true });
      }
      return { authCode: `demo:${launch.citizen}`, authSuccessScopes: asked };
    },
    getLocation: () => {
      permissions.permit('getLocation');
      const { longitude, latitude } = launch.position;
      // Texts, other than on WeChat.
      return { longitude: String(longitude), latitude: String(latitude), accuracy: '30' };
    },
    openLocation: (options: Options) => {
      for (const name of ['longitude', 'latitude', 'name', 'address']) {
        if (textOf(options, name) === '') throw new Failure(`${name} must not be empty`, { code: 2 });
      }
    },
    makePhoneCall: (options: Options) => void textOf(options, 'number'),
    chooseLocation: permitted('chooseLocation'),
    scan: ({ scanType }: Options) => {
      if (scanType !== undefined && !Array.isArray(scanType)) throw new Failure('scanType', { code: 2 });
      permissions.permit('scan');
      const code = phone.scan();
      return { code, qrCode: code };
    },
    chooseImage: ({ count }: Options) => {
      permissions.permit('chooseImage');
      const chosen = phone.files.choose('photo', Number(count ?? 1));
      const paths = chosen.map(({ path }) => path);
      return { tempFilePaths: paths, apFilePaths: paths, tempFiles: chosen };
    },
    chooseFileFromDisk: () => {
      const [{ path, name } = { path: '', name: '' }] = phone.files.choose('document', 1);
      return { apFilePath: path, fileName: name };
    },
    openDocument: (options: Options) => phone.files.showDocument(textOf(options, 'filePath')),
    getPhoneNumber: permitted('getPhoneNumber'),
    setClipboard: (options: Options) => void textOf(options, 'text'),
    getSetting: () => ({ authSetting: permissions.granted() }),
    openSetting: () => ({ authSetting: permissions.granted() }),
    requestSubscribeMessage: () => phone.answerOf('requestSubscribeMessage'),
  };
}

function storageAnswers({ storage }: Phone) {
  return {
    getStorage: (options: Options) => ({ data: storage.get(textOf(options, 'key')) ?? null }),
    setStorage: (options: Options) => void storage.set(textOf(options, 'key'), copyOf(options.data)),
    removeStorage: (options: Options) => void storage.delete(textOf(options, 'key')),
    clearStorage: () => storage.clear(),
  };
}

function storageAtOnce({ storage }: Phone): Apis {
  return {
    getStorageSync: atOnce('getStorageSync', (options: Options) => ({
      data: copyOf(storage.get(textOf(options, 'key'))) ?? null,
    })),
    setStorageSync: atOnce('setStorageSync', (options: Options) => {
      storage.set(textOf(options, 'key'), copyOf(options.data));
    }),
    removeStorageSync: atOnce('removeStorageSync', (options: Options) => {
      storage.delete(textOf(options, 'key'));
    }),
    clearStorageSync: atOnce('clearStorageSync', () => storage.clear()),
  };
}

function copyOf(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function systemInfo({ launch, stack }: Phone): Record<string, unknown> {
  return {
    app: 'alipay',
    brand: 'host',
    model: 'host',
    system: '14',
    platform: 'Android',
    version: '10.6.80',
    language: launch.language === 'en' ? 'en' : 'zh-Hans',
    fontSizeSetting: launch.fontSize,
    pixelRatio: window.devicePixelRatio,
    screenWidth: window.innerWidth,
    screenHeight: window.innerHeight,
    windowWidth: window.innerWidth,
    windowHeight: stack.frame.pages.clientHeight,
    statusBarHeight: 24,
    titleBarHeight: 44,
  };
}

/** Any status but 2xx is a failure whose body stays hidden. */
async function request(phone: Phone, options: Options): Promise<unknown> {
  const response = await phone.send({
    kind: 'http',
    url: textOf(options, 'url'),
    method: String(options.method ?? 'GET'),
    headers: (options.headers ?? {}) as Record<string, string>,
    body: typeof options.data === 'string' ? options.data : JSON.stringify(options.data ?? {}),
    timeout: Number(options.timeout ?? 30_000),
  });
  if ('unreachable' in response) throw new Failure(response.unreachable, { code: 12 });
  if (response.status >= 300) throw new Failure(`status ${response.status}`, { code: 19 });
  const data: unknown = options.dataType === 'text' ? response.body : JSON.parse(response.body);
  return { status: response.status, headers: response.headers, data };
}
