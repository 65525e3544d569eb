import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './index.scss';

export interface EmptyProps {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** Nothing here, why, and what to do next. */
export function Empty({ id, title, hint, children }: EmptyProps) {
  return (
    <View id={id} className="empty">
      <Text className="empty__title">{title}</Text>
      {hint === undefined ? null : <Text className="empty__hint">{hint}</Text>}
      {children}
    </View>
  );
}
