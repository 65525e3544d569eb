import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './index.scss';

export interface ButtonProps {
  readonly id: string;
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'main' | 'plain' | 'danger';
  readonly disabled?: boolean;
  /** What the screen reader says, when the text alone does not tell. */
  readonly label?: string;
}

/** A thumb-sized button. While disabled it stays readable and does nothing. */
export function Button({ id, children, onPress, kind = 'main', disabled = false, label }: ButtonProps) {
  return (
    <View
      id={id}
      className={`button button--${kind} ${disabled ? 'button--disabled' : ''}`}
      hoverClass={disabled ? 'none' : 'button--pressed'}
      ariaRole="button"
      {...(label === undefined ? {} : { ariaLabel: label })}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {children}
    </View>
  );
}
