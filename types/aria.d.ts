import type { BaseTouchEvent, ITouchEvent } from '@tarojs/components/types/common';

// The plugin in config/plugins/a11y carries these to every listed component.
declare module '@tarojs/components/types/common' {
  // The type parameters must repeat Taro's own.
  // biome-ignore lint/suspicious/noExplicitAny: Taro's own declaration, which this one must match
  interface StandardProps<T = any, TouchEvent extends BaseTouchEvent<any> = ITouchEvent> {
    ariaRole?: string;
    ariaLabel?: string;
    ariaHidden?: boolean;
  }
}
