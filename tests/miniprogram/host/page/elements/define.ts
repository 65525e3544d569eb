import { toBrowserUnits } from '../../units';
import type { ViewElement } from '../viewEvents';

/**
 * A built-in component of the phone. glass-easel writes attributes as text; `attribute` gives the value itself, an
 * array of a picker for instance.
 */
export class PhoneElement extends HTMLElement implements ViewElement {
  declare readonly __wxElement: ViewElement['__wxElement'];

  attribute(name: string): unknown {
    return this.__wxElement?.getAttribute(name) ?? null;
  }

  flag(name: string): boolean {
    const value = this.attribute(name);
    return value !== null && value !== false && value !== 'false' && value !== '' && value !== undefined;
  }

  words(name: string): string {
    const value = this.attribute(name);
    return value === null || value === undefined ? '' : String(value);
  }

  /** Called after an attribute was given another value. */
  changed(_name: string): void {}

  /** What the component itself does when it, or something in it, is tapped. */
  tapped(): void {}

  override setAttribute(name: string, value: string): void {
    super.setAttribute(name, name === 'style' ? toBrowserUnits(value) : value);
    this.changed(name);
  }

  override removeAttribute(name: string): void {
    super.removeAttribute(name);
    this.changed(name);
  }
}

const known = new Set<string>();

export function isKnownTag(tag: string): boolean {
  return known.has(tag);
}

/** Makes `<tag>` a built-in component. */
export function define(tag: string, element: CustomElementConstructor = class extends PhoneElement {}): void {
  known.add(tag);
  customElements.define(`wx-${tag}`, element);
}

/** An element for the inside of a built-in component, which the app cannot see. */
export function inside<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  return element;
}
