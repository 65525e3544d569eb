import { component, glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import type { ComponentConfig, Platform, Program } from '../program';
import { allowComponentTags, PhoneBackend } from './backend';
import { recordError, recordUpdate, recordWarning } from './records';
import { triggerFrom } from './viewEvents';

export type Definition = Record<string, unknown>;

/** A page or component as its own code sees it in `this`. */
export interface Instance {
  route: string;
  readonly data: Record<string, unknown>;
  setData(data: Record<string, unknown>, callback?: () => void): void;
  [name: string]: unknown;
}

export interface MountedPage {
  readonly instance: Instance;
  attachTo(box: HTMLElement): void;
  release(): void;
}

export interface ComponentSpace {
  definePage(route: string, definition: Definition): void;
  defineComponent(name: string, definition: Definition): void;
  defineBehavior(definition: Definition): unknown;
  mount(route: string): MountedPage;
}

/** Everything that glass-easel does for us: templates, data, components. */
export function openComponentSpace(program: Program): ComponentSpace {
  reportToRecords();
  const environment = new MiniProgramEnv();
  const backend = environment.associateBackend(new PhoneBackend());
  const space = environment.createCodeSpace('app', true);
  keepIdsAsWritten(space);
  loadTemplates(space, program);
  allowComponentTags([
    'page-root',
    ...Object.values(program.components).flatMap(({ usingComponents }) => Object.keys(usingComponents)),
  ]);

  return {
    definePage: (route, { events, ...definition }) =>
      void space
        .component(route)
        .pageDefinition({ ...definition, ...(events as object) } as never)
        .register(),
    defineComponent: (name, definition) =>
      void space
        .component(name)
        .definition(asWeChatComponent(program.platform, definition) as never)
        .register(),
    defineBehavior: (definition) =>
      space
        .behavior()
        .definition(definition as never)
        .register(),
    mount(route) {
      const root = backend.createRoot('page-root', space, route);
      const instance = root.get() as unknown as Instance;
      return {
        instance,
        attachTo(box) {
          const place = document.createElement('div');
          box.append(place);
          root.attach(box as never, place as never);
        },
        release: () => root.release(),
      };
    },
  };
}

type CodeSpace = ReturnType<MiniProgramEnv['createCodeSpace']>;

/** Internal to the adapter 0.12.1, which has no setting for this. */
type PrepareOptions = (name: string, options: unknown) => [Record<string, unknown>, unknown];

function loadTemplates(space: CodeSpace, { templates, components }: Program): void {
  const missingTemplate = (name: string) =>
    recordError(new Error(`There is no template "${name}": nothing is drawn in its place.`), 'view');
  const groupList = new Function('missingTemplate', `return ${templates}`)(missingTemplate) as Record<
    string,
    never
  >;
  for (const [name, content] of Object.entries(groupList)) {
    // Taro writes `bindtap`, without the colon that the compiler expects of an event.
    space.addCompiledTemplate(name, { groupList, content, fallbackListenerOnNativeNode: true });
  }
  for (const [name, config] of Object.entries(components)) {
    space.addComponentStaticConfig(name, toStaticConfig(config) as never);
  }
}

function toStaticConfig({ component, usingComponents, styleIsolation }: ComponentConfig): Definition {
  return { component, usingComponents, ...(styleIsolation === undefined ? {} : { styleIsolation }) };
}

/** An id in a template is the id in the document: the adapter would put the component's own prefix before it. */
function keepIdsAsWritten(codeSpace: CodeSpace): void {
  const space = codeSpace as unknown as { prepareComponentOptions: PrepareOptions };
  const { prepareComponentOptions } = space;
  space.prepareComponentOptions = (name, options) => {
    const [prepared, isolation] = prepareComponentOptions.call(space, name, options);
    return [{ ...prepared, idPrefixGenerator: null, writeIdToDOM: true }, isolation];
  };
}

/** Alipay names the parts of a component differently. */
function asWeChatComponent(platform: Platform, definition: Definition): Definition {
  if (platform === 'weapp') return definition;
  const { props, didMount, didUnmount, ...rest } = definition;
  const withProps = (lifecycle: unknown) =>
    function run(this: Instance): void {
      Object.defineProperty(this, 'props', { get: () => this.data, configurable: true });
      if (typeof lifecycle === 'function') lifecycle.call(this);
    };
  const properties = Object.entries((props ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    { type: null, value },
  ]);
  return {
    properties: Object.fromEntries(properties),
    ...rest,
    lifetimes: { attached: withProps(didMount), detached: withProps(didUnmount) },
  };
}

let reporting = false;

function reportToRecords(): void {
  if (reporting) return;
  reporting = true;
  glassEasel.addGlobalErrorListener((error, method) => {
    recordError(error, method ?? 'view');
    return false;
  });
  glassEasel.addGlobalWarningListener((message) => {
    recordWarning(message);
    return false;
  });
  component.ComponentCaller.prototype.setData = setDataAcrossThreads as never;
  component.ComponentCaller.prototype.triggerEvent = function triggerEvent(name, detail, options) {
    triggerFrom(this._$ as unknown as glassEasel.Element, name, detail, options);
  };
}

/** On a phone data crosses from one thread to the other as JSON, and the callback comes later. */
function setDataAcrossThreads(
  this: { _$: glassEasel.GeneralComponent },
  data: Record<string, unknown>,
  callback?: () => void,
): void {
  for (const [path, value] of Object.entries(data)) {
    if (value === undefined) recordWarning(`setData: "${path}" is undefined`);
  }
  recordUpdate(this._$.is, data);
  this._$.setData(JSON.parse(JSON.stringify(data)));
  if (callback !== undefined) setTimeout(() => callback.call(this), 0);
}
