import type { TabBar, WindowStyle } from '../program';
import { inside } from './elements/define';
import { phoneStyles } from './phoneStyles';

/** What a page may change of the phone's frame around it. */
export interface PageFrame {
  title: string;
  barColor: string;
  barTextColor: string;
}

export interface FrameHandlers {
  back(): void;
  share(): void;
  tab(index: number): void;
}

/** The phone around the pages: title bar, tab bar, and what lies over the page for a moment. */
export interface Frame {
  readonly pages: HTMLElement;
  readonly overlay: HTMLElement;
  show(frame: PageFrame, place: { readonly canGoBack: boolean; readonly tab: number | undefined }): void;
  dressTab(index: number, look: { readonly text?: string; readonly badge?: string }): void;
  dressTabs(look: Partial<TabBar>): void;
}

export function drawFrame(tabBar: TabBar | undefined, handlers: FrameHandlers): Frame {
  const style = inside('style');
  style.textContent = phoneStyles;
  document.head.append(style);

  const back = button('phone-back', '‹', handlers.back);
  const title = inside('span', 'phone-title');
  title.id = 'phone-title';
  const bar = inside('header', 'phone-bar');
  bar.append(back, title, button('phone-share', '⋯', handlers.share));
  const pages = inside('main', 'phone-pages');
  const tabs = inside('footer', 'phone-tabs');
  const overlay = inside('div', 'phone-overlay');
  const items = (tabBar?.items ?? []).map(({ text, icon, chosenIcon }, index) => {
    const item = button(`phone-tab-${index}`, '', () => handlers.tab(index));
    const pictures = [
      picture(icon, 'phone-tab-icon'),
      picture(chosenIcon, 'phone-tab-icon phone-tab-icon-chosen'),
    ];
    const label = inside('span', 'phone-tab-text');
    label.textContent = text;
    const badge = inside('span', 'phone-tab-badge');
    item.append(...pictures, label, badge);
    return { item, label, badge };
  });
  tabs.append(...items.map(({ item }) => item));
  dressTabs(tabBar ?? {});
  document.body.append(bar, pages, tabs, overlay);

  function dressTabs({ color, chosenColor, background }: Partial<TabBar>): void {
    if (color !== undefined) tabs.style.setProperty('--tab-color', color);
    if (chosenColor !== undefined) tabs.style.setProperty('--tab-chosen', chosenColor);
    if (background !== undefined) tabs.style.background = background;
  }

  return {
    pages,
    overlay,
    show({ title: text, barColor, barTextColor }, { canGoBack, tab }) {
      title.textContent = text;
      document.title = text;
      bar.style.background = barColor;
      bar.style.color = barTextColor;
      back.hidden = !canGoBack;
      tabs.hidden = tab === undefined;
      items.forEach(({ item }, index) => {
        item.classList.toggle('phone-tab-chosen', index === tab);
      });
    },
    dressTab(index, { text, badge }) {
      const item = items[index];
      if (item === undefined) return;
      if (text !== undefined) item.label.textContent = text;
      if (badge !== undefined) item.badge.textContent = badge;
    },
    dressTabs,
  };
}

export function firstFrame(window: Partial<WindowStyle>): PageFrame {
  return {
    title: window.title ?? '',
    barColor: window.barColor ?? '#000000',
    barTextColor: window.barTextStyle === 'black' ? '#000000' : '#ffffff',
  };
}

export function button(id: string, text: string, press: () => void): HTMLButtonElement {
  const element = inside('button');
  element.id = id;
  element.textContent = text;
  element.addEventListener('click', press);
  return element;
}

function picture(source: string, className: string): HTMLImageElement {
  const image = inside('img', className);
  image.src = `/${source}`;
  image.alt = '';
  return image;
}
