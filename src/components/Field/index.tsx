import { Input, Text, View } from '@tarojs/components';
import './index.scss';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  /** What is wrong with it, shown below. */
  readonly wrong?: string | undefined;
  readonly type?: 'text' | 'idcard' | 'number';
  /** Characters that can be kept. More can be typed and is marked, so that nothing pasted is cut in silence. */
  readonly maxLength?: number;
  readonly onInput: (value: string) => void;
}

/** Far more than any line that is kept: platforms cut at 140 by themselves. */
const TYPED_MAX = 1000;

/** A line of text with its name above and what is wrong with it below. */
export function Field({ id, label, value, hint, wrong, type = 'text', maxLength = 40, onInput }: FieldProps) {
  const tooLong = value.trim().length > maxLength ? `${value.trim().length} / ${maxLength}` : undefined;
  const mistake = wrong ?? tooLong;
  return (
    <View className="field">
      <Text className="field__label">{label}</Text>
      <Input
        id={id}
        className={`field__input ${mistake === undefined ? '' : 'field__input--wrong'}`}
        type={type}
        maxlength={TYPED_MAX}
        value={value}
        placeholder={hint ?? ''}
        placeholderClass="field__placeholder"
        ariaLabel={label}
        onInput={({ detail }) => onInput(detail.value)}
      />
      {mistake === undefined ? null : (
        <Text id={`${id}-wrong`} className="field__wrong">
          {mistake}
        </Text>
      )}
    </View>
  );
}
