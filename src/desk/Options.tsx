import { View } from '@tarojs/components';
import { Chip } from '../components/Chip';

export interface OptionsProps<Value extends string> {
  readonly label: string;
  /** Begins the ids of the chips. */
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly chosen: readonly Value[];
  readonly onPress: (value: Value) => void;
}

/** A few choices under their name; one or several are chosen, as the page decides. */
export function Options<Value extends string>({
  label,
  name,
  options,
  chosen,
  onPress,
}: OptionsProps<Value>) {
  return (
    <View className="desk-field">
      <View className="desk-field__label">{label}</View>
      <View className="wrap">
        {options.map(({ value, text }) => (
          <Chip
            key={value}
            id={`${name}-${value}`}
            text={text}
            chosen={chosen.includes(value)}
            onPress={() => onPress(value)}
          />
        ))}
      </View>
    </View>
  );
}

/** The list with a value taken out, or put in where it was not. */
export function toggled<Value>(list: readonly Value[], value: Value): readonly Value[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}
