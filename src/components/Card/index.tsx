import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './index.scss';

export interface CardProps {
  readonly children: ReactNode;
  readonly id?: string;
  readonly onPress?: () => void;
  /** What the screen reader says of a card that can be pressed. */
  readonly label?: string;
}

/** A white sheet; with `onPress` it is a large button. */
export function Card({ children, id, onPress, label }: CardProps) {
  const pressing =
    onPress === undefined
      ? {}
      : {
          onClick: onPress,
          hoverClass: 'card--pressed',
          ariaRole: 'button',
          ...(label ? { ariaLabel: label } : {}),
        };
  return (
    <View className="card" {...(id === undefined ? {} : { id })} {...pressing}>
      {children}
    </View>
  );
}
