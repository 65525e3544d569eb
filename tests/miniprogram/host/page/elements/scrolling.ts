import { fire } from '../viewEvents';
import { define, inside, PhoneElement } from './define';

class ScrollView extends PhoneElement {
  private above = true;
  private below = false;

  constructor() {
    super();
    this.addEventListener('scroll', () => this.tell());
  }

  override changed(name: string): void {
    if (name === 'scroll-top') this.scrollTop = Number(this.words('scroll-top'));
    if (name === 'scroll-left') this.scrollLeft = Number(this.words('scroll-left'));
    if (name === 'scroll-into-view' && this.words(name) !== '') {
      this.querySelector(`#${CSS.escape(this.words(name))}`)?.scrollIntoView();
    }
  }

  private tell(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = this;
    fire(this, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth });
    const above = scrollTop <= Number(this.words('upper-threshold') || 50);
    const below = scrollTop + clientHeight >= scrollHeight - Number(this.words('lower-threshold') || 50);
    if (above && !this.above) fire(this, 'scrolltoupper', { direction: 'top' });
    if (below && !this.below) fire(this, 'scrolltolower', { direction: 'bottom' });
    this.above = above;
    this.below = below;
  }
}

/** Shows one of its items; a swipe is told as the phone would. */
class Swiper extends PhoneElement {
  private current = 0;

  override changed(name: string): void {
    if (name === 'current') this.show(Number(this.words('current')));
  }

  connectedCallback(): void {
    this.show(this.current);
  }

  private show(index: number): void {
    this.current = index;
    const [width] = [this.clientWidth];
    for (const item of this.querySelectorAll<HTMLElement>('wx-swiper-item')) {
      item.style.transform = `translateX(${-index * width}px)`;
    }
  }
}

interface Marker {
  readonly id: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly title?: string;
}

/** A plain ground with a pin for each marker: what a map would show is the phone's, its pins are the app's. */
class PhoneMap extends PhoneElement {
  override changed(name: string): void {
    if (name !== 'markers') return;
    const markers = (this.attribute('markers') ?? []) as readonly Marker[];
    this.replaceChildren(...markers.map((marker, index) => this.pin(marker, index, markers)));
  }

  private pin(marker: Marker, index: number, all: readonly Marker[]): HTMLElement {
    const pin = inside('span', 'phone-pin');
    pin.id = `marker-${marker.id ?? index}`;
    pin.style.left = `${share(
      marker.longitude,
      all.map((each) => Number(each.longitude)),
    )}%`;
    pin.style.bottom = `${share(
      marker.latitude,
      all.map((each) => Number(each.latitude)),
    )}%`;
    pin.title = marker.title ?? '';
    pin.addEventListener('click', () => fire(this, 'markertap', { markerId: marker.id }));
    return pin;
  }
}

/** Where a value lies among all, from 10 to 90 percent. */
function share(value: number, all: readonly number[]): number {
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return high === low ? 50 : 10 + (80 * (Number(value) - low)) / (high - low);
}

export function defineScrolling(): void {
  define('scroll-view', ScrollView);
  define('swiper', Swiper);
  define('swiper-item');
  define('map', PhoneMap);
}
