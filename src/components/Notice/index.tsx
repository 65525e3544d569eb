import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './index.scss';

export interface NoticeProps {
  readonly children: ReactNode;
  readonly kind?: 'info' | 'warn' | 'bad' | 'good';
  readonly id?: string;
}

/** A sentence that the person should not miss. */
export function Notice({ children, kind = 'info', id }: NoticeProps) {
  return (
    <View className={`notice notice--${kind}`} ariaRole="alert" {...(id === undefined ? {} : { id })}>
      {children}
    </View>
  );
}
