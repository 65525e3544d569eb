import { rememberTapped } from './elements/choices';
import { PhoneElement } from './elements/define';
import { fireBubbling, type Touch, type ViewElement } from './viewEvents';

/** A finger that moves further than this, in pixels, does not tap. */
const TAP_SLOP = 10;
const RIGHT_BUTTON = 2;

interface Press {
  readonly element: ViewElement;
  readonly touch: Touch;
  readonly long: boolean;
  moved: boolean;
}

/**
 * Turns the mouse into a finger: touchstart, touchmove, touchend, then tap. Clicks of the mouse, not touches, because
 * a browser moves a touch to the nearest thing that it thinks was meant. The right button presses long, so that a
 * slow machine never makes a long press of a tap.
 */
export function listenToFinger(screen: HTMLElement): void {
  let press: Press | undefined;

  screen.addEventListener('mousedown', (event) => {
    const element = viewElementAt(event.target);
    if (element === undefined) return;
    const touch = toTouch(event);
    const long = event.button === RIGHT_BUTTON;
    press = { element, touch, long, moved: false };
    send(element, 'touchstart', touch);
    pressed(element, true);
    if (long) for (const type of ['longpress', 'longtap']) send(element, type, touch);
  });

  screen.addEventListener('mousemove', (event) => {
    if (press === undefined) return;
    const touch = toTouch(event);
    press.moved ||= distance(press.touch, touch) > TAP_SLOP;
    send(press.element, 'touchmove', touch);
  });

  screen.addEventListener('mouseup', (event) => {
    if (press === undefined) return;
    const { element, moved, long } = press;
    press = undefined;
    const touch = toTouch(event);
    pressed(element, false);
    send(element, 'touchend', touch);
    if (!moved && !long) tap(element, touch, event.target);
  });

  screen.addEventListener('contextmenu', (event) => event.preventDefault());
}

function tap(element: ViewElement, touch: Touch, target: EventTarget | null): void {
  if (element.closest<PhoneElement>('wx-button')?.flag('disabled')) return;
  rememberTapped(target);
  send(element, 'tap', touch);
  for (let above: HTMLElement | null = element; above !== null; above = above.parentElement) {
    if (above instanceof PhoneElement) above.tapped();
  }
}

function send(element: ViewElement, type: string, touch: Touch): void {
  const touches = [touch];
  fireBubbling(element, type, { x: touch.pageX, y: touch.pageY }, { touches, changedTouches: touches });
}

/** Puts on the nearest `hover-class` while the finger is down. */
function pressed(element: ViewElement, down: boolean): void {
  const hovering = element.closest<PhoneElement>('[hover-class]');
  const names =
    hovering
      ?.words('hover-class')
      .split(' ')
      .filter((name) => name !== '' && name !== 'none') ?? [];
  for (const name of names) hovering?.classList.toggle(name, down);
}

function viewElementAt(target: EventTarget | null): ViewElement | undefined {
  for (let node = target instanceof Element ? target : null; node !== null; node = node.parentElement) {
    if ((node as ViewElement).__wxElement !== undefined) return node as ViewElement;
  }
  return undefined;
}

function toTouch({ clientX, clientY }: MouseEvent): Touch {
  return { identifier: 0, clientX, clientY, pageX: clientX, pageY: clientY };
}

function distance(a: Touch, b: Touch): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
