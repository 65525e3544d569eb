import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './index.scss';

export interface SheetProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question from below, over the page. */
export function Sheet({ title, closeLabel, onClose, children }: SheetProps) {
  return (
    <View className="sheet" ariaRole="dialog" ariaLabel={title}>
      <View className="sheet__shade" onClick={onClose} />
      <View className="sheet__body">
        <View className="row row--spread">
          <Text className="title">{title}</Text>
          <View
            id="close-sheet"
            className="sheet__close"
            ariaRole="button"
            ariaLabel={closeLabel}
            onClick={onClose}
          >
            ×
          </View>
        </View>
        {children}
      </View>
    </View>
  );
}
