import { atOnce, Failure, type Options } from './calls';
import { type Apis, asLater, commonApis, completeWithRealApis } from './common';
import { USER_FOLDER } from './files';
import { type Phone, textOf } from './phone';

/** `wx`: a plain object with own members, because frameworks enumerate it at start. */
export function createWx(phone: Phone): Apis {
  const apis = {
    ...commonApis(phone),
    ...asLater('weapp', {
      ...interfaceAnswers(phone),
      ...storageAnswers(phone),
      ...personAnswers(phone),
      request: (options) => request(phone, options),
    }),
    ...storageAtOnce(phone),
    ...systemFacts(phone),
    getFileSystemManager: atOnce('getFileSystemManager', () => phone.files.manager),
    cloud: cloudOf(phone),
    env: { USER_DATA_PATH: USER_FOLDER },
  };
  return completeWithRealApis(apis, phone);
}

function interfaceAnswers({ stack, overlays }: Phone) {
  const page = () => stack.top();
  return {
    showToast: (options: Options) =>
      overlays.toast(textOf(options, 'title'), Number(options.duration ?? 1500)),
    showLoading: (options: Options) => overlays.loading(textOf(options, 'title')),
    showModal: async ({ title, content, confirmText, cancelText, showCancel }: Options) => {
      const confirm = await overlays.ask({
        title: String(title ?? ''),
        content: String(content ?? ''),
        confirmText: shortLabel(confirmText, '确定'),
        cancelText: showCancel === false ? undefined : shortLabel(cancelText, '取消'),
      });
      return { confirm, cancel: !confirm };
    },
    showActionSheet: async ({ itemList }: Options) => {
      const tapIndex = await overlays.choose(itemList as string[], '取消');
      if (tapIndex === undefined) throw new Failure('cancel');
      return { tapIndex };
    },
    setNavigationBarTitle: (options: Options) => {
      page().frame.title = textOf(options, 'title');
      stack.refreshFrame();
    },
    setNavigationBarColor: (options: Options) => {
      const frontColor = textOf(options, 'frontColor');
      if (!['#ffffff', '#000000'].includes(frontColor)) throw new Failure('invalid frontColor');
      Object.assign(page().frame, { barTextColor: frontColor, barColor: textOf(options, 'backgroundColor') });
      stack.refreshFrame();
    },
    setBackgroundColor: () => undefined,
    showShareMenu: () => undefined,
    hideShareMenu: () => undefined,
  };
}

/** WeChat refuses a label of a question that is longer than four characters. */
function shortLabel(value: unknown, otherwise: string): string {
  const label = String(value ?? otherwise);
  if ([...label].length > 4 && !/^[\x20-\x7e]+$/.test(label))
    throw new Failure(`"${label}" is longer than 4 characters`);
  return label;
}

function storageAnswers({ storage }: Phone) {
  return {
    getStorage: (options: Options) => {
      const key = textOf(options, 'key');
      if (!storage.has(key)) throw new Failure('data not found');
      return { data: storage.get(key) };
    },
    setStorage: (options: Options) => void storage.set(textOf(options, 'key'), copyOf(options.data)),
    removeStorage: (options: Options) => void storage.delete(textOf(options, 'key')),
    clearStorage: () => storage.clear(),
  };
}

function storageAtOnce({ storage }: Phone): Apis {
  return {
    getStorageSync: atOnce('getStorageSync', (key: string) => copyOf(storage.get(key)) ?? ''),
    setStorageSync: atOnce(
      'setStorageSync',
      (key: string, data: unknown) => void storage.set(key, copyOf(data)),
    ),
    removeStorageSync: atOnce('removeStorageSync', (key: string) => void storage.delete(key)),
    clearStorageSync: atOnce('clearStorageSync', () => storage.clear()),
    getStorageInfoSync: atOnce('getStorageInfoSync', () => ({
      keys: [...storage.keys()],
      currentSize: 1,
      limitSize: 10_240,
    })),
  };
}

function copyOf(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function personAnswers(phone: Phone) {
  const { permissions, launch } = phone;
  const permitted = (api: string) => () => {
    permissions.permit(api);
    return phone.answerOf(api);
  };
  const locate = (api: string) => () => {
    permissions.permit(api);
    return { ...launch.position, accuracy: 30, speed: -1 };
  };
  const place = (options: Options) => {
    for (const name of ['longitude', 'latitude']) {
      if (typeof options[name] !== 'number') throw new Failure(`parameter.${name} should be Number`);
    }
  };
  return {
    login: () => ({ code: `demo:${launch.citizen}` }),
    checkSession: () => undefined,
    getLocation: locate('getLocation'),
    getFuzzyLocation: locate('getFuzzyLocation'),
    chooseLocation: permitted('chooseLocation'),
    openLocation: place,
    makePhoneCall: (options: Options) => void textOf(options, 'phoneNumber'),
    addPhoneCalendar: (options: Options) => {
      permissions.permit('addPhoneCalendar');
      textOf(options, 'title');
    },
    chooseImage: permitted('chooseImage'),
    chooseMedia: ({ count }: Options) => {
      permissions.permit('chooseMedia');
      const tempFiles = phone.files.choose('photo', Number(count ?? 9));
      return {
        type: 'image',
        tempFiles: tempFiles.map(({ path, size }) => ({ tempFilePath: path, size, fileType: 'image' })),
      };
    },
    chooseMessageFile: ({ count }: Options) => {
      permissions.permit('chooseMessageFile');
      const tempFiles = phone.files.choose('document', Number(count));
      return { tempFiles: tempFiles.map((file) => ({ ...file, type: 'file', time: 0 })) };
    },
    openDocument: (options: Options) => phone.files.showDocument(textOf(options, 'filePath')),
    getPhoneNumber: permitted('getPhoneNumber'),
    setClipboardData: () => permissions.permit('setClipboardData'),
    // WeChat's own scanner: it wants no scope, no line in app.json and no word in the privacy guide.
    scanCode: ({ scanType }: Options) => {
      if (scanType !== undefined && !Array.isArray(scanType)) throw new Failure('invalid scanType');
      return { result: phone.scan(), scanType: 'QR_CODE', charSet: 'utf-8', path: '', rawData: '' };
    },
    requestSubscribeMessage: () => phone.answerOf('requestSubscribeMessage'),
    authorize: (options: Options) => permissions.ask(textOf(options, 'scope')),
    getSetting: () => ({ authSetting: permissions.granted() }),
    openSetting: () => ({ authSetting: permissions.granted() }),
    getPrivacySetting: () => ({ needAuthorization: false, privacyContractName: '' }),
    requirePrivacyAuthorize: () => undefined,
    openPrivacyContract: () => undefined,
  };
}

function systemFacts({ launch, stack }: Phone): Apis {
  const base = () => ({
    SDKVersion: '3.8.0',
    version: '8.0.60',
    language: launch.language,
    theme: launch.dark ? 'dark' : 'light',
    fontSizeSetting: launch.fontSize,
    host: { env: 'WeChat', appId: '', version: 0 },
    enableDebug: false,
  });
  const screen = () => ({
    pixelRatio: window.devicePixelRatio,
    screenWidth: window.innerWidth,
    screenHeight: window.innerHeight,
    windowWidth: window.innerWidth,
    windowHeight: stack.frame.pages.clientHeight,
    statusBarHeight: 24,
    safeArea: { left: 0, top: 24, right: window.innerWidth, bottom: window.innerHeight },
  });
  const device = () => ({ brand: 'host', model: 'host', system: 'Android 14', platform: 'android' });
  const options = () => ({ path: '', query: {}, scene: 1001, shareTicket: '', referrerInfo: {} });
  return {
    getAppBaseInfo: atOnce('getAppBaseInfo', base),
    getWindowInfo: atOnce('getWindowInfo', screen),
    getDeviceInfo: atOnce('getDeviceInfo', device),
    getSystemInfoSync: atOnce('getSystemInfoSync', () => ({ ...base(), ...screen(), ...device() })),
    getLaunchOptionsSync: atOnce('getLaunchOptionsSync', options),
    getEnterOptionsSync: atOnce('getEnterOptionsSync', options),
    getAccountInfoSync: atOnce('getAccountInfoSync', () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'release', version: '1.0.0' },
    })),
  };
}

/** Cloud functions: the platform, not the app, tells the service who calls. */
function cloudOf(phone: Phone): Apis {
  let environment: string | undefined;
  return {
    init: atOnce('cloud.init', (options: Options) => {
      environment = textOf(options, 'env');
    }),
    ...Object.fromEntries(
      Object.entries(
        asLater('weapp', {
          'cloud.callFunction': async (options) => {
            if (environment === undefined)
              throw new Failure('Cloud API isn’t enabled, please call init first');
            const name = textOf(options, 'name');
            const { citizen } = phone.launch;
            const response = await phone.send({ kind: 'cloud', name, data: options.data, citizen });
            if ('unreachable' in response)
              throw new Failure(`-404011 ${response.unreachable}`, { code: -404011 });
            if (response.status !== 200)
              throw new Failure(`-504002 status ${response.status}`, { code: -504002 });
            return { result: JSON.parse(response.body), requestID: '' };
          },
        }),
      ).map(([, callFunction]) => ['callFunction', callFunction]),
    ),
  };
}

async function request(phone: Phone, options: Options): Promise<unknown> {
  const response = await phone.send({
    kind: 'http',
    url: textOf(options, 'url'),
    method: String(options.method ?? 'GET'),
    headers: (options.header ?? {}) as Record<string, string>,
    body: JSON.stringify(options.data ?? {}),
    timeout: Number(options.timeout ?? 60_000),
  });
  if ('unreachable' in response) throw new Failure(response.unreachable, { code: 600001 });
  return { statusCode: response.status, header: response.headers, data: parse(response.body), cookies: [] };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
