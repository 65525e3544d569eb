import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { isKnownTag } from './elements/define';
import { recordError } from './records';

const { CurrentWindowBackendContext } = glassEasel;

/**
 * Draws into this document, with three changes to glass-easel's own way: tags become `wx-` elements, so that an
 * app's `<input>` is the phone's and not the browser's; a tag that no phone knows is an error; and events are ours
 * to send (see `gestures.ts`), since the core's own forwarding puts the browser's event into `detail`.
 */
export class PhoneBackend extends CurrentWindowBackendContext {
  constructor() {
    super();
    const original = this.document;
    this.document = {
      createElement: (tag) => createElement(tag) as unknown as ReturnType<typeof original.createElement>,
      createTextNode: (text) => original.createTextNode(text),
      createDocumentFragment: () => original.createDocumentFragment(),
    };
  }

  override setListenerStats(): void {}

  override onEvent(): void {}
}

/** Tags of the app's own components carry the name under which they are used. */
let componentTags: ReadonlySet<string> = new Set();

export function allowComponentTags(tags: Iterable<string>): void {
  componentTags = new Set(tags);
}

function createElement(tag: string): HTMLElement {
  if (isKnownTag(tag)) return document.createElement(`wx-${tag}`);
  if (componentTags.has(tag)) return document.createElement(`app-${tag}`);
  recordError(
    new Error(`No phone knows <${tag}>: it is no built-in component, and no page declares it.`),
    'view',
  );
  return document.createElement('wx-unknown');
}
