import { glassEasel } from 'glass-easel-miniprogram-adapter';
import type { Platform } from '../program';

/** A finger on the screen, as both platforms describe it. Pixels. */
export interface Touch {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly pageX: number;
  readonly pageY: number;
}

interface EventNode {
  readonly id: string;
  readonly dataset?: Readonly<Record<string, unknown>> | null;
  readonly tagName?: string;
}

type Marks = Record<string, unknown> | null;

const camelCaseEvents: Readonly<Record<string, string>> = {
  touchstart: 'touchStart',
  touchmove: 'touchMove',
  touchend: 'touchEnd',
  touchcancel: 'touchCancel',
  longtap: 'longTap',
};

let platform: Platform = 'weapp';

export function speakAs(spoken: Platform): void {
  platform = spoken;
}

/**
 * An event as app code gets it: a plain object that may be changed, on each step of its way a new one. glass-easel's
 * own event would show its inside, and frameworks redefine parts of what they are given.
 */
class ViewEvent extends glassEasel.Event<unknown> {
  override wrapShadowedEvent(target: glassEasel.Element, mark: Marks, currentTarget: glassEasel.Element) {
    const plain = {
      type: platform === 'alipay' ? (camelCaseEvents[this.type] ?? this.type) : this.type,
      timeStamp: this.timeStamp,
      detail: this.detail,
      mark: mark ?? {},
      target: describeNode(target as unknown as EventNode, target as unknown as EventNode),
      currentTarget: describeNode(currentTarget as unknown as EventNode, target as unknown as EventNode),
      ...this.extraFields,
    };
    // The core calls these on what the listener got; they are not the app's to see.
    for (const name of ['stopPropagation', 'preventDefault', 'markMutated'] as const) {
      Object.defineProperty(plain, name, { value: () => this[name](), enumerable: false });
    }
    return plain as unknown as glassEasel.ShadowedEvent<unknown>;
  }
}

function describeNode(node: EventNode, target: EventNode): Record<string, unknown> {
  const common = { id: node.id, dataset: { ...node.dataset }, offsetLeft: 0, offsetTop: 0 };
  return platform === 'alipay'
    ? { ...common, targetDataset: { ...target.dataset }, tagName: node.tagName ?? 'view' }
    : common;
}

/** An element of the page that glass-easel made. */
export interface ViewElement extends HTMLElement {
  readonly __wxElement?: glassEasel.Element | undefined;
}

/** Sends an event that stays with its element, as those of built-in components do. */
export function fire(element: ViewElement, type: string, detail: unknown = {}): void {
  dispatch(element, type, detail, { bubbles: false, composed: false });
}

/** Sends an event that goes up through every element and component above. */
export function fireBubbling(
  element: ViewElement,
  type: string,
  detail: unknown,
  extraFields: Record<string, unknown> = {},
): void {
  dispatch(element, type, detail, { bubbles: true, composed: true, capturePhase: true, extraFields });
}

function dispatch(
  element: ViewElement,
  type: string,
  detail: unknown,
  options: glassEasel.EventOptions,
): void {
  const target = element.__wxElement;
  if (target !== undefined) glassEasel.Event.dispatchEvent(target, new ViewEvent(type, detail, options));
}

/** For `this.triggerEvent` of an app's own components. */
export function triggerFrom(
  target: glassEasel.Element,
  type: string,
  detail: unknown,
  options: glassEasel.EventOptions = {},
): void {
  glassEasel.Event.dispatchEvent(target, new ViewEvent(type, detail, options));
}
