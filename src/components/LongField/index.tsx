import { Text, Textarea, View } from '@tarojs/components';
import './index.scss';

export interface LongFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  /** Characters that can be kept. More can be typed and is marked, so that nothing pasted is cut in silence. */
  readonly maxLength: number;
  readonly onInput: (value: string) => void;
}

/** A few sentences with their name above. */
export function LongField({ id, label, value, hint = '', maxLength, onInput }: LongFieldProps) {
  const length = value.trim().length;
  return (
    <View className="long-field">
      <Text className="long-field__label">{label}</Text>
      <Textarea
        id={id}
        className="long-field__input"
        value={value}
        maxlength={-1}
        placeholder={hint}
        placeholderClass="field__placeholder"
        ariaLabel={label}
        onInput={({ detail }) => onInput(detail.value)}
      />
      {length > maxLength ? (
        <Text id={`${id}-wrong`} className="field__wrong">{`${length} / ${maxLength}`}</Text>
      ) : null}
    </View>
  );
}
