import { Text, View } from '@tarojs/components';
import './index.scss';

export interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Left out inside a Picker, which opens by itself. */
  readonly onPress?: () => void;
}

/** A line that says what is chosen and opens the choice. */
export function Choice({ id, label, value, onPress }: ChoiceProps) {
  return (
    <View
      id={id}
      className="choice"
      ariaRole="button"
      ariaLabel={`${label} ${value}`}
      {...(onPress === undefined ? {} : { onClick: onPress })}
    >
      <Text className="hint">{label}</Text>
      <Text className="choice__value">{value} ▾</Text>
    </View>
  );
}
