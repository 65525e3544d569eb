import { Text, View } from '@tarojs/components';
import './Stepper.scss';

export interface StepperProps {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

/** A number that is made larger or smaller with the thumb. */
export function Stepper({ id, label, value, least, most, step = 1, onChange }: StepperProps) {
  const button = (sign: '−' | '+', to: number) => (
    <View
      id={`${id}-${sign === '+' ? 'more' : 'less'}`}
      className={`stepper__button ${to < least || to > most ? 'stepper__button--off' : ''}`}
      ariaRole="button"
      ariaLabel={`${label} ${sign}`}
      onClick={() => onChange(Math.min(most, Math.max(least, to)))}
    >
      {sign}
    </View>
  );
  return (
    <View className="stepper">
      <Text className="stepper__label">{label}</Text>
      {button('−', value - step)}
      <Text id={id} className="stepper__value">
        {value}
      </Text>
      {button('+', value + step)}
    </View>
  );
}
